using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class FilterStepTests
{
    private const string Large = """{"items":"{{ trigger.lines }}","keep":{"field":"item.amount.value","op":"gt","value":"{{ trigger.least }}"}}""";

    [Test]
    public void Items_that_hold_are_kept_in_their_order() => Run("filter", Large, new
    {
        least = 10,
        lines = new object?[] { Line("11"), Line("10"), null, "odd", 7, new { }, Line("9999999999999999.99") },
    }).Output.GetRawText().ShouldBe(
        """{"items":[{"amount":{"value":"11","currency":"EUR"}},{"amount":{"value":"9999999999999999.99","currency":"EUR"}}],"count":2,"dropped":5}""");

    [Test]
    public void The_place_of_an_item_can_be_asked() => Run(
            "filter", """{"items":["a","b","c"],"keep":{"any":[{"field":"loop.index","op":"eq","value":0},{"field":"item","op":"eq","value":"c"}]}}""")
        .Output.GetProperty("items").GetRawText().ShouldBe("""["a","c"]""");

    [TestCase("{}")]
    [TestCase("""{"lines":null}""")]
    [TestCase("""{"lines":"a,b"}""")]
    [TestCase("""{"lines":{"0":1}}""")]
    public void What_is_no_list_fails_the_step(string trigger) =>
        Fails("filter", Large, Given.Json(trigger)).Code.ShouldBe("workflows.not_a_list");

    [TestCase("""{"items":[1]}""", "steps[0].config.keep")]
    [TestCase("""{"keep":{"field":"item","op":"exists"}}""", "steps[0].config.items")]
    [TestCase("""{"items":"all","keep":{"field":"item","op":"exists"}}""", "steps[0].config.items")]
    [TestCase("""{"items":"{{ item.lines }}","keep":{"field":"item","op":"exists"}}""", "steps[0].config.items")]
    [TestCase("""{"items":[],"keep":{"field":"element.x","op":"exists"}}""", "steps[0].config.keep.field")]
    public void A_mistake_stands_at_its_place(string config, string place) => Problems("filter", config).ShouldBe([place]);

    private static object Line(string value) => new { amount = new { value, currency = "EUR" } };
}
