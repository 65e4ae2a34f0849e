using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>transform {"set":{name: value or template}}</c>: its output is the object that results.</summary>
public sealed class TransformKind : StepKind
{
    private static readonly TemplatesMember Set = new("set", "Values")
    {
        Help = "One “name: value” a line; a value may hold {{ trigger.… }} or {{ steps.….output.… }}.",
    };

    public override string Type => "transform";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Set values",
        Summary = "Works out values under names that later steps read.",
        Category = StepCategory.Data,
        Icon = "shuffle",
        Line = "{set}",
        Output = [new("<name>", "any", "Each value that was set.")],
        Example = """{"set":{"amount":"{{ trigger.amount.value }}","text":"Paid to {{ trigger.counterparty }}"}}""",
    };

    public override StepSchema Schema { get; } = new(Set);

    public override ValueShape OutputOf(CompiledStep step, Func<string, ValueShape> eventShape) => step is TransformStep { Set: Template.Object { Members: var set } }
        ? ValueShape.Having(set.Select(member => (member.Key, ValueShape.Anything)))
        : ValueShape.Anything;

    public override CompiledStep Compile(StepConfig config) => new TransformStep(new Template.Object(config.Read(Set)));
}

public sealed record TransformStep(Template Set) : PureStep
{
    public override StepResult Run(Scope scope) => StepResult.Succeed(Set.Render(scope));
}
