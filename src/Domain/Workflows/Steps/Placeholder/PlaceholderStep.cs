using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>placeholder {note, original?}</c>: stands in the place of a step that is still to be made, such as one that an import
/// could not take over. A workflow that has one cannot be published.
/// </summary>
public sealed class PlaceholderKind : StepKind
{
    internal const int LongestNote = 500;

    private static readonly TextMember Note = new("note", "Note", LongestNote) { Help = "What belongs here." };

    private static readonly TextMember Original = new("original", "Original", Limits.TextLength)
    {
        Help = "What it was elsewhere, in the words of the program that it comes from.",
        Optional = true,
    };

    public override string Type => "placeholder";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Placeholder",
        Summary = "Keeps the place of a step that is still to be made; a workflow with one cannot be published.",
        Category = StepCategory.Logic,
        Icon = "puzzle",
        Line = "{note}",
        Outcomes = [new(Outcomes.Default, "It never runs.")],
        Example = """{"note":"Look the customer up in the address book.","original":"{\"type\":\"crm.lookup\"}"}""",
    };

    public override StepSchema Schema { get; } = new(Note, Original);

    public override ValueShape OutputOf(CompiledStep step, Func<string, ValueShape> eventShape) => ValueShape.Anything;

    public override CompiledStep Compile(StepConfig config)
    {
        config.Read(Original);
        return new PlaceholderStep(config.Read(Note));
    }
}

public sealed record PlaceholderStep(string Note) : PureStep
{
    public override StepResult Run(Expressions.Scope scope) =>
        StepResult.Fail(ErrorClass.Refused, "workflows.placeholder", $"This step is still to be made: {Note}");
}
