using Financbase.Domain.Access;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;
using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

/// <summary>Steps that read the books and write to them: what they refuse before they run, and what they prepare.</summary>
public sealed class RecordStepTests
{
    [TestCase("findRecords", """{"resource":"bank_account","limit":1001}""", "steps[0].config.limit")]
    [TestCase("findRecords", """{"resource":"bank_account","limit":0}""", "steps[0].config.limit")]
    [TestCase("findRecords", """{"resource":"secret"}""", "steps[0].config.resource")]
    [TestCase("findRecords", """{"resource":"bank_account","filter":{"organizationId":"x"}}""", "steps[0].config.filter.organizationId")]
    [TestCase("findRecords", """{"resource":"member","sort":"highest"}""", "steps[0].config.sort")]
    [TestCase("updateRecord", """{"resource":"bank_account","id":"x","set":{"currency":"USD"}}""", "steps[0].config.set.currency")]
    [TestCase("updateRecord", """{"resource":"bank_account","id":"x","set":{}}""", "steps[0].config.set")]
    [TestCase("updateRecord", """{"resource":"member","id":"x","set":{"role":"owner"}}""", "steps[0].config.resource")]
    [TestCase("runReport", """{"report":"cash_movements","parameters":{"from":"2026-01-01"}}""", "steps[0].config.parameters.to")]
    [TestCase("runReport", """{"report":"bank_balances","parameters":{"by":"day"}}""", "steps[0].config.parameters.by")]
    [TestCase("emitEvent", """{"name":"Workflow.Published"}""", "steps[0].config.name")]
    [TestCase("emitEvent", """{"name":"_x"}""", "steps[0].config.name")]
    [TestCase("recordMetric", """{"name":"a b","value":1}""", "steps[0].config.name")]
    [TestCase("recordMetric", """{"name":"a","value":1,"labels":{"A":"x"}}""", "steps[0].config.labels.A")]
    public void A_mistake_is_found_before_it_runs(string type, string config, string path) => Problems(type, config).ShouldBe([path]);

    [Test]
    public void The_input_holds_what_the_templates_work_out_to() =>
        Prepare("findRecords", """{"resource":"member","filter":{"text":"{{ trigger.name }}"},"limit":1000}""").GetRawText()
            .ShouldBe("""{"resource":"member","filter":{"text":"North"},"sort":"email","limit":1000}""");

    [Test]
    public void What_works_out_to_nothing_is_no_value()
    {
        Refused("getRecord", """{"resource":"member","id":"{{ trigger.missing }}"}""").Code.ShouldBe("workflows.text_missing");
        Refused("findRecords", """{"resource":"member","filter":{"text":"{{ trigger.missing }}"}}""").Code.ShouldBe("workflows.text_missing");
        Refused("updateRecord", """{"resource":"bank_account","id":"x","set":{"name":"{{ trigger.missing }}"}}""").Code.ShouldBe("workflows.text_missing");
    }

    [TestCase("12.5", "12.5")]
    [TestCase("\"-0.10\"", "-0.10")]
    public void A_measurement_is_a_number_or_an_amount(string value, string number) =>
        Prepare("recordMetric", $$"""{"name":"a","value":{{value}}}""").GetProperty("value").GetRawText().ShouldBe(number);

    [TestCase("\"many\"")]
    [TestCase("true")]
    [TestCase("1e16")]
    [TestCase("1e400")]
    [TestCase("\"NaN\"")]
    public void Anything_else_is_not(string value) =>
        Refused("recordMetric", $$"""{"name":"a","value":{{value}}}""").Code.ShouldBe("workflows.not_a_number");

    [Test]
    public void Publishing_names_the_step_whose_permission_is_missing()
    {
        var language = Given.Language with { Holds = permission => permission != Permissions.Banking.Manage };
        var definition = Given.Steps("""
            {"key":"read","type":"getRecord","config":{"resource":"bank_account","id":"x"},"next":{"default":"name"}},
            {"key":"name","type":"updateRecord","config":{"resource":"bank_account","id":"x","set":{"name":"y"}}}
            """);

        GraphCheck.Of(definition, language).Select(problem => (problem.Path, problem.Step, problem.Code))
            .ShouldBe([("steps[1]", "name", "permission_missing")]);
        definition.Permissions.ShouldBe([Permissions.Banking.Read, Permissions.Banking.Manage], ignoreOrder: true);
    }

    [Test]
    public void Every_permission_that_a_step_asks_for_exists() => RecordKind.All
        .SelectMany(kind => kind.WiderWith.Append(kind.Permission).Concat(kind.Changes.SelectMany(change => change.Permissions)))
        .Concat(Report.All.Select(report => report.Permission))
        .ShouldAllBe(permission => PermissionCatalogue.Contains(permission));
}
