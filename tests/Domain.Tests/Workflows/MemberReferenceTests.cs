using Financbase.Domain.Events;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>References to members that nothing has are refused when a workflow is published; what is open is not guessed at.</summary>
public sealed class MemberReferenceTests
{
    private const string Manual = """{"type":"manual"}""";
    private const string Line = """{"type":"event","event":"bank_transaction.created"}""";

    private static readonly WorkflowLanguage Language = Given.Language with { IsEvent = name => EventCatalogue.Find(name) is not null, EventShape = EventShapes.Of };

    [TestCase("sendInvoice", """{"invoiceId":"{{ trigger.id }}"}""", "to", "too")]
    [TestCase("sendInvoice", """{"invoiceId":"{{ trigger.id }}"}""", "id.size", "id.value")]
    [TestCase("finalizeInvoice", """{"invoiceId":"{{ trigger.id }}"}""", "gross.value", "total.value")]
    [TestCase("transform", """{"set":{"amount":"{{ trigger.a }}","odd name":1}}""", "amount.deep.inside", "amuont")]
    [TestCase("transform", """{"set":{"amount":"{{ trigger.a }}","odd name":1}}""", """["odd name"]""", """["odd names"]""")]
    [TestCase("findRecords", """{"resource":"customer"}""", "records[0].name", "rows[0].name")]
    [TestCase("findRecords", """{"resource":"customer"}""", "records.first.name", "records.name")]
    [TestCase("getRecord", """{"resource":"customer","id":"{{ trigger.id }}"}""", "record.whatever", "customer.name")]
    [TestCase("httpRequest", """{"method":"GET","url":"https://example.com"}""", "body.whatever[3].else", "answer")]
    [TestCase("delay", """{"duration":"PT1S"}""", "size", "until")]
    [TestCase("filter", """{"items":"{{ trigger.lines }}","keep":{"field":"item.x","op":"exists"}}""", "count", "kept")]
    [TestCase("approval", """{"role":"owner","title":"Pay?","form":[{"name":"sum","label":"Sum","type":"number"}]}""", "form.sum", "form.smu")]
    [TestCase("approval", """{"role":"owner","title":"Pay?"}""", "decidedBy.email", "decidedBy.name")]
    [TestCase("subWorkflow", """{"workflow":"019aa000-0000-7000-8000-000000000001"}""", "output.whatever", "outputs")]
    [TestCase("waitForEvent", """{"event":"bank_transaction.created"}""", "event.amount.value", "event.amount.valeu")]
    [TestCase("waitForEvent", """{"event":"custom.parcel"}""", "event.data.whatever", "evnet.data")]
    public void What_a_step_leaves_has_the_members_that_its_kind_declares(string type, string config, string there, string missing)
    {
        Problems(Manual, Reads(there)).ShouldBeEmpty();
        Problems(Manual, Reads(missing)).ShouldBe(["steps[1].config.set.x unknown_member last"]);

        string Reads(string path) => $$$$"""
            {"key":"first","type":"{{{{type}}}}","config":{{{{config}}}},"next":{"{{{{(type == "approval" ? "approved" : "default")}}}}":"last"}},
            {"key":"last","type":"transform","config":{"set":{"x":"{{ steps.first.output{{{{(path[0] == '[' ? "" : ".")}}}}{{{{path.Replace("\"", "\\\"", StringComparison.Ordinal)}}}} }}"}}}
            """;
    }

    [Test]
    public void What_a_program_returns_is_open() => Problems(Manual, """
        {"key":"first","type":"code","config":{"code":"return {a: 1}"},"next":{"default":"last"}},
        {"key":"last","type":"transform","config":{"set":{"x":"{{ steps.first.output.whatever.else }}"}}}
        """).ShouldBeEmpty();

    [TestCase("code", true)]
    [TestCase("mesage", false)]
    public void An_error_has_its_class_code_and_message(string member, bool isThere) => Problems(Manual, $$$$"""
        {"key":"first","type":"httpRequest","config":{"method":"GET","url":"https://example.com"},"next":{"error":"last"}},
        {"key":"last","type":"transform","config":{"set":{"x":"{{ steps.first.error.{{{{member}}}} }}"}}}
        """).ShouldBe(isThere ? [] : ["steps[1].config.set.x unknown_member last"]);

    [TestCase(Line, "amount.value", true)]
    [TestCase(Line, "amount.valeu", false)]
    [TestCase(Line, "conterparty", false)]
    [TestCase(Line, "$event.whatever", true)]
    [TestCase(Manual, "whatever.else", true)]
    [TestCase("""{"type":"event","event":"custom.parcel"}""", "data.whatever", true)]
    [TestCase("""{"type":"schedule","cron":"0 * * * *"}""", "scheduledAt", true)]
    [TestCase("""{"type":"schedule","cron":"0 * * * *"}""", "scheduledFor", false)]
    [TestCase("""{"type":"webhook","verify":"none"}""", "body.whatever", true)]
    [TestCase("""{"type":"webhook","verify":"none"}""", "whatever", false)]
    public void What_starts_a_workflow_has_the_members_that_are_known_of_it(string trigger, string path, bool isThere) => Problems(trigger, $$$$"""
        {"key":"last","type":"transform","config":{"set":{"x":"about {{ trigger.{{{{path}}}} }}"}}}
        """).ShouldBe(isThere ? [] : ["steps[0].config.set.x unknown_member last"]);

    [Test]
    public void One_of_several_triggers_is_enough_and_who_asks_whether_it_exists_may_ask()
    {
        Problems($$"""{"type":"schedule","cron":"0 * * * *"},{{Line}}""", """{"key":"a","type":"transform","config":{"set":{"x":"{{ trigger.amount.value }}","y":"{{ trigger.firedAt }}"}}}""").ShouldBeEmpty();
        Problems(Line, """{"key":"a","type":"condition","config":{"field":"trigger.note","op":"exists"}}""").ShouldBeEmpty();
        Problems(Line, """{"key":"a","type":"condition","config":{"field":"trigger.note","op":"eq","value":1}}""").ShouldBe(["steps[0].config.field unknown_member a"]);
    }

    [Test]
    public void A_filter_reads_what_its_own_event_has()
    {
        const string Step = """{"key":"a","type":"transform","config":{"set":{"x":1}}}""";
        Problems("""{"type":"event","event":"bank_transaction.created","filter":{"field":"trigger.amuont.value","op":"lt","value":1}}""", Step).ShouldBe(["triggers[0].filter.field unknown_member "]);
        Problems(Manual, """{"key":"a","type":"waitForEvent","config":{"event":"bank_transaction.created","filter":{"field":"event.amuont.value","op":"lt","value":1}}}""")
            .ShouldBe(["steps[0].config.filter.field unknown_member a"]);
    }

    [Test]
    public void The_refusal_says_what_there_is() => GraphCheck.Of(
            Given.Definition("""{"name":"T","trigger":{"type":"schedule","cron":"0 * * * *"},"steps":[{"key":"a","type":"transform","config":{"set":{"x":"{{ trigger.fired }}"}}}]}"""), Language)
        .ShouldHaveSingleItem().Message.ShouldBe("“trigger.fired”: there is no “fired” in what starts this workflow (here: firedAt, scheduledAt).");

    /// <summary>A pattern of a schema that says nothing of members leaves them open.</summary>
    [TestCase("true", true)]
    [TestCase("""{"type":["object","null"]}""", true)]
    [TestCase("""{"$ref":"#/x"}""", true)]
    [TestCase("""{"type":["string","null"]}""", false)]
    [TestCase("""{"type":"object","properties":{"b":{"type":"string"}}}""", false)]
    [TestCase("""{"type":"object","properties":{"a":{"type":"string"}}}""", true)]
    public void A_schema_says_which_members_there_are(string schema, bool has) => ValueShape.OfSchema(Given.Json(schema)).Has(["a"], out _, out _).ShouldBe(has);

    private static IEnumerable<string> Problems(string triggers, string steps) =>
        GraphCheck.Of(Given.Definition($$"""{"name":"Test","triggers":[{{triggers}}],"steps":[{{steps}}]}"""), Language)
            .Select(problem => $"{problem.Path} {problem.Code} {problem.Step}");
}
