using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>forEach {items, body, concurrency?, continueOnError?, collect?}</c>: runs the steps from <c>body</c> on once for
/// each item; there <c>item</c> is the item. Its output is <c>{"count","succeeded","failed","results"}</c>, where a
/// result is what the last step of an iteration left; without <c>collect</c> there are no results.
/// </summary>
public sealed class ForEachKind : StepKind
{
    private static readonly TemplateMember Items = new("items", "For each of", TemplateShape.Value) { Help = "A list, such as {{ trigger.lines }}." };

    private static readonly StepKeyMember Body = new("body", "Run the steps from")
    {
        Help = "There, item is the item, loop.index its number from 0 and loop.count how many there are.",
    };

    private static readonly NumberMember Concurrency = new("concurrency", "At once", 1, Limits.LoopConcurrency, 1);

    private static readonly BooleanMember ContinueOnError = new("continueOnError", "Go on when an item fails", Otherwise: false);

    private static readonly BooleanMember Collect = new("collect", "Keep the results", Otherwise: true);

    public override string Type => "forEach";

    public override EffectClass Effect => EffectClass.Waiting;

    public override StepCard Card { get; } = new()
    {
        Title = "For each",
        Summary = "Runs some steps once for every item of a list, one after the other or several at once.",
        Category = StepCategory.Logic,
        Icon = "repeat",
        Line = "for each of {items}",
        Outcomes = [new(Steps.Outcomes.Default, "Every item is done.")],
        Output =
        [
            new("count", "number", "Items."),
            new("succeeded", "number", "Items whose steps ran to their end."),
            new("failed", "number", "Items with a step that failed."),
            new("results", "list", "What the step that succeeded last left for each item, in the order of the items."),
        ],
        Example = """{"items":"{{ trigger.lines }}","body":"each_line","concurrency":5}""",
    };

    public override StepSchema Schema { get; } = new(Items, Body, Concurrency, ContinueOnError, Collect);

    public override CompiledStep Compile(StepConfig config) => new ForEachStep(
        config.Read(Items) ?? new Template.Literal(Json.Null),
        config.Read(Body) ?? "",
        config.Read(Concurrency),
        config.Read(ContinueOnError),
        config.Read(Collect));
}

public sealed record ForEachStep(Template List, string First, int AtOnce, bool GoesOn, bool Collects) : LoopStep
{
    public override string Body => First;

    public override int Concurrency => AtOnce;

    public override bool ContinuesOnError => GoesOn;

    public override JsonElement Items(Scope scope) => List.Render(scope);

    public override StepResult End(LoopEnd ended) => StepResult.Succeed(Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("count", ended.Count);
        writer.WriteNumber("succeeded", ended.Count - ended.Failed);
        writer.WriteNumber("failed", ended.Failed);
        if (Collects)
        {
            writer.WriteStartArray("results");
            foreach (var result in ended.Results)
            {
                result.WriteTo(writer);
                Json.RefuseTooLarge(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }));
}
