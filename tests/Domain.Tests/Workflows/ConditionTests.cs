using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows;

public sealed class ConditionTests
{
    private const string Trigger = """
        {"amount":{"value":"-1000.50","currency":"EUR"},"same":{"value":"-1000.5","currency":"EUR"},"dollars":{"value":"-1000.50","currency":"USD"},
         "count":7,"ratio":0.1,"huge":9007199254740993,"code":"007","text":"Rent for OFFICE","nothing":null,"empty":"","flag":true,
         "date":"2026-03-31","instant":"2026-03-31T12:00:00+02:00","local":"2026-03-31T12:00:00","tags":["a","b",3],"none":[],"object":{}}
        """;

    [TestCase("amount.value", "eq", "-1000.5", true, Description = "an amount is a decimal")]
    [TestCase("amount.value", "eq", "\"-1000.500\"", true)]
    [TestCase("amount.value", "lt", "-1000", true)]
    [TestCase("amount.value", "lt", "-1000.50", false)]
    [TestCase("amount.value", "lte", "\"-1000.5\"", true)]
    [TestCase("amount.value", "gt", "-9999", true)]
    [TestCase("amount.value", "gt", "\"abc\"", false)]
    [TestCase("amount", "eq", """{"value":"-1000.5","currency":"EUR"}""", true)]
    [TestCase("amount", "eq", """{"value":"-1000.50","currency":"USD"}""", false, Description = "never across currencies")]
    [TestCase("amount", "lt", """{"value":"0","currency":"USD"}""", false)]
    [TestCase("amount", "lt", """{"value":"0","currency":"EUR"}""", true)]
    [TestCase("amount", "lt", "0", false, Description = "an object is no number")]
    [TestCase("count", "eq", "7.0", true)]
    [TestCase("count", "eq", "\"7\"", true)]
    [TestCase("count", "ne", "8", true)]
    [TestCase("count", "gte", "7", true)]
    [TestCase("ratio", "eq", "0.10", true)]
    [TestCase("huge", "eq", "9007199254740992", false, Description = "no floating point")]
    [TestCase("code", "eq", "\"7\"", false, Description = "a text is not a number")]
    [TestCase("code", "eq", "\"007\"", true)]
    [TestCase("text", "eq", "\"rent for office\"", false)]
    [TestCase("text", "contains", "\"office\"", true)]
    [TestCase("text", "startsWith", "\"rent\"", true)]
    [TestCase("text", "endsWith", "\"rent\"", false)]
    [TestCase("text", "matches", "\"OFF.CE$\"", true)]
    [TestCase("text", "matches", "\"office\"", false)]
    [TestCase("text", "gt", "5", false, Description = "types that do not fit are not ordered")]
    [TestCase("text", "lt", "\"Z\"", true)]
    [TestCase("flag", "eq", "true", true)]
    [TestCase("flag", "eq", "\"true\"", false)]
    [TestCase("nothing", "eq", "null", true)]
    [TestCase("missing", "eq", "null", true)]
    [TestCase("missing", "ne", "5", true)]
    [TestCase("missing", "lt", "5", false)]
    [TestCase("missing", "gt", "5", false)]
    [TestCase("missing.deep[3]", "in", "[1]", false)]
    [TestCase("missing", "notIn", "[1]", true)]
    [TestCase("code", "in", """["006","007"]""", true)]
    [TestCase("count", "in", """["x",7]""", true)]
    [TestCase("tags", "contains", "3", true)]
    [TestCase("tags", "contains", "\"c\"", false)]
    [TestCase("tags[1]", "eq", "\"b\"", true)]
    [TestCase("tags[9]", "eq", "\"b\"", false)]
    [TestCase("date", "before", "\"2026-04-01\"", true)]
    [TestCase("date", "after", "\"2026-03-30T23:59:59Z\"", true)]
    [TestCase("instant", "before", "\"2026-03-31T10:00:01Z\"", true)]
    [TestCase("instant", "after", "\"2026-03-31T10:00:00Z\"", false)]
    [TestCase("date", "lt", "\"2026-10-01\"", true)]
    [TestCase("local", "before", "\"2027-01-01\"", false, Description = "a local time is no instant")]
    [TestCase("text", "after", "\"2026-01-01\"", false)]
    public void Compares(string field, string op, string value, bool holds) =>
        Holds($$"""{"field":"trigger.{{field}}","op":"{{op}}","value":{{value}}}""").ShouldBe(holds);

    [TestCase("text", "exists", true)]
    [TestCase("nothing", "exists", false)]
    [TestCase("missing", "exists", false)]
    [TestCase("missing", "notExists", true)]
    [TestCase("empty", "exists", true)]
    [TestCase("empty", "isEmpty", true)]
    [TestCase("none", "isEmpty", true)]
    [TestCase("object", "isEmpty", true)]
    [TestCase("missing", "isEmpty", true)]
    [TestCase("count", "isEmpty", false)]
    [TestCase("tags", "isNotEmpty", true)]
    public void Asks_for_presence(string field, string op, bool holds) =>
        Holds($$"""{"field":"trigger.{{field}}","op":"{{op}}"}""").ShouldBe(holds);

    [Test]
    public void Groups_nest()
    {
        const string yes = """{"field":"trigger.count","op":"eq","value":7}""";
        const string no = """{"field":"trigger.count","op":"eq","value":8}""";
        Holds($$"""{"all":[{{yes}},{"any":[{{no}},{"not":{{no}}}]}]}""").ShouldBeTrue();
        Holds($$"""{"all":[{{yes}},{{no}}]}""").ShouldBeFalse();
        Holds($$"""{"any":[{{no}},{{no}}]}""").ShouldBeFalse();
    }

    [Test]
    public void The_right_side_may_be_a_template_that_keeps_its_type()
    {
        Holds("""{"field":"trigger.amount.value","op":"eq","value":"{{ trigger.same.value }}"}""").ShouldBeTrue();
        Holds("""{"field":"trigger.amount","op":"eq","value":"{{ trigger.dollars }}"}""").ShouldBeFalse();
        Holds("""{"field":"organization.slug","op":"eq","value":"acme"}""").ShouldBeTrue();
        Holds("""{"field":"now","op":"after","value":"{{ trigger.date }}"}""").ShouldBeTrue();
    }

    private static bool Holds(string condition)
    {
        var step = Given.Steps($$"""{"key":"c","type":"condition","config":{{condition}}}""").Steps[0].Compiled;
        var scope = Scope.OfTrigger(new TriggerInput(Given.Json(Trigger)), Given.Json("""{"slug":"acme"}"""), new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        return step.ShouldBeOfType<ConditionStep>().Run(scope).ShouldBeOfType<StepResult.Succeeded>().Ports is ["true"];
    }
}
