namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>getRecord {resource, id}</c>: reads one thing as the API shows it. Its prepared input is <c>{"resource","id"}</c>, its
/// output <c>{"record"}</c>; what is not there, or hidden from the workflow, fails the step with <c>not_found</c>.
/// </summary>
public sealed class GetRecordKind : StepKind
{
    private static readonly ChoiceMember Resource = new("resource", "What", RecordKind.Choices(_ => true));

    private static readonly TemplateMember Id = new("id", "Its id") { Max = GetRecordStep.LongestId };

    public override string Type => "getRecord";

    public override EffectClass Effect => EffectClass.Read;

    public override StepCard Card { get; } = new()
    {
        Title = "Look something up",
        Summary = "Reads one thing of the books by its id, as it is at that moment.",
        Category = StepCategory.Books,
        Icon = "database",
        Line = "{resource} {id}",
        Outcomes = [new(Outcomes.Default, "It was found.")],
        Output = [new("record", "object", "The thing, as the API shows it.")],
        Example = """{"resource":"bank_account","id":"{{ trigger.bankAccountId }}"}""",
    };

    public override StepSchema Schema { get; } = new(Resource, Id);

    public override CompiledStep Compile(StepConfig config) =>
        new GetRecordStep(RecordKind.Find(config.Read(Resource)), config.Read(Id) ?? Expressions.Template.Nothing);
}
