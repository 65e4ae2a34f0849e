namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>updateRecord {resource, id, set}</c>: changes one thing by the use cases that people have. Its prepared input is
/// <c>{"resource","id","set":{name: text}}</c>, its output <c>{"id","set"}</c>.
/// </summary>
public sealed class UpdateRecordKind : StepKind
{
    private static readonly ChoiceMember Resource = new("resource", "What", RecordKind.Choices(kind => kind.Changes.Count > 0));

    private static readonly TemplateMember Id = new("id", "Its id") { Max = GetRecordStep.LongestId };

    private static readonly TemplatesMember Set = new("set", "Change", Max: 10)
    {
        Help = "One “name: value” a line. A bank account has a name; a workflow has the status paused or published, and is put away by archived: true; a run can get the status cancelled.",
    };

    public override string Type => "updateRecord";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Change something",
        Summary = "Changes one thing of the books, once, as a person with the same rights would.",
        Category = StepCategory.Books,
        Icon = "file-pen",
        Line = "{resource} {id}",
        Outcomes = [new(Outcomes.Default, "It is changed.")],
        Output = [new("id", "text", "The thing."), new("set", "object", "What was changed, and to what.")],
        Example = """{"resource":"workflow","id":"{{ trigger.workflowId }}","set":{"status":"paused"}}""",
    };

    public override StepSchema Schema { get; } = new(Resource, Id, Set);

    public override CompiledStep Compile(StepConfig config)
    {
        var resource = RecordKind.Find(config.Read(Resource));
        var id = config.Read(Id);
        var set = config.Read(Set);
        if (resource is { Changes.Count: > 0 })
            NamedTexts.Check(config, Set, set, [.. resource.Changes.Select(change => change.Member)], $"A {resource.Word}");
        return new UpdateRecordStep(resource, id ?? Expressions.Template.Nothing, set);
    }
}
