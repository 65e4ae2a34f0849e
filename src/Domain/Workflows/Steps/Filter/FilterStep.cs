using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Keep = Financbase.Domain.Workflows.Conditions.Condition;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>filter {items, keep}</c>: the items of a list for which a condition over <c>item.*</c> holds. The output is
/// <c>{"items":[…],"count","dropped"}</c>.
/// </summary>
public sealed class FilterKind : StepKind
{
    private static readonly TemplateMember Items = new("items", "List", TemplateShape.Value) { Help = "For example {{ steps.fetch.output.body.lines }}." };

    private static readonly ConditionMember Kept = new("keep", "Keep when")
    {
        Help = "Asked of each item, as “item”: item.amount.value is more than 100.",
        IsForEachItem = true,
    };

    public override string Type => "filter";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Filter a list",
        Summary = "Keeps the items of a list for which rules hold.",
        Category = StepCategory.Data,
        Icon = "funnel",
        Line = "{items} where {keep}",
        Output =
        [
            new("items", "list", "The items that were kept, in their order."),
            new("count", "number", "How many were kept."),
            new("dropped", "number", "How many were not."),
        ],
        Example = """{"items":"{{ trigger.lines }}","keep":{"field":"item.amount.value","op":"gt","value":100}}""",
    };

    public override StepSchema Schema { get; } = new(Items, Kept);

    public override CompiledStep Compile(StepConfig config)
    {
        var items = config.Read(Items);
        if (items is Template.Literal { Value.ValueKind: not JsonValueKind.Array } or Template.Object)
            config.Problem(Items, "wrong_type", "This must be a list, or a reference to one such as {{ trigger.lines }}.");
        return new FilterStep(items ?? Template.Nothing, config.Read(Kept) ?? new Keep.Any([]));
    }
}

public sealed record FilterStep(Template Items, Keep Keep) : PureStep
{
    public override StepResult Run(Scope scope)
    {
        var items = StepList.Of(Items.Render(scope), "items");
        var count = items.GetArrayLength();
        List<JsonElement> kept =
            [.. items.EnumerateArray().Where((item, index) => Keep.Holds(scope.With(new ScopeItem(item, index, count))))];
        return StepResult.Succeed(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var item in kept)
                item.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteNumber("count", kept.Count);
            writer.WriteNumber("dropped", count - kept.Count);
            writer.WriteEndObject();
        }));
    }
}
