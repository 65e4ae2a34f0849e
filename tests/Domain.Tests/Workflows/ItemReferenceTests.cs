using System.Text.Json;
using Financbase.Domain.Tests.Workflows.Steps;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Tests.Workflows;

/// <summary><c>item.*</c> and <c>loop.*</c>.</summary>
public sealed class ItemReferenceTests
{
    [TestCase("item.amount.value", "\"5\"")]
    [TestCase("item", """{"amount":{"value":"5","currency":"EUR"}}""")]
    [TestCase("loop.index", "1")]
    [TestCase("loop.count", "3")]
    public void An_item_is_read_where_a_list_is_gone_through(string path, string value)
    {
        ScopePath.TryParse(path, out var parsed, out _).ShouldBeTrue();
        var item = Given.Json("""{"amount":{"value":"5","currency":"EUR"}}""");

        OneStep.ScopeOf(null).With(new ScopeItem(item, 1, 3)).Find(parsed).GetRawText().ShouldBe(value);
        OneStep.ScopeOf(null).Find(parsed).ValueKind.ShouldBe(JsonValueKind.Undefined);
    }

    [Test]
    public void The_amount_of_an_item_is_money()
    {
        ScopePath.TryParse("item.amount.value", out var path, out _).ShouldBeTrue();

        OneStep.ScopeOf(null).With(new ScopeItem(Given.Json("""{"amount":{"value":"5","currency":"EUR"}}"""), 0, 1)).Locate(path).IsMoney.ShouldBeTrue();
    }

    [TestCase("loop")]
    [TestCase("loop.length")]
    [TestCase("loop.index.x")]
    public void A_loop_has_a_place_and_a_count_only(string path) => ScopePath.TryParse(path, out _, out _).ShouldBeFalse();

    [TestCase("{{ item.id }}")]
    [TestCase("No {{ loop.index }}")]
    public void Publishing_refuses_an_item_where_no_list_is_gone_through(string text) => OneStep
        .Found("transform", "{\"set\":{\"id\":\"" + text + "\"}}").ShouldHaveSingleItem()
        .ShouldBe(new DefinitionProblem(
            "steps[0].config.set.id", "a", null, "item_not_allowed",
            $"No list is gone through here, so there is no “{(text.Contains("item") ? "item" : "loop")}”."));

    [Test]
    public void Publishing_refuses_an_item_in_a_trigger()
    {
        var definition = Given.Definition("""
            {"name":"Test","trigger":{"type":"event","event":"invoice.paid","filter":{"field":"item.id","op":"exists"}},
             "steps":[{"key":"a","type":"delay","config":{"duration":"PT1S"}}]}
            """);

        GraphCheck.Of(definition, Given.Language).Select(problem => problem.Code).ShouldBe(["item_not_allowed"]);
    }
}
