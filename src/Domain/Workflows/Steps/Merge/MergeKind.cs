using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>merge {sources: […], mode: append | combine | join, key?, rightKey?, unmatched?}</c>: lists one after the other; objects into one,
/// later ones winning; or the objects of two lists that have the same key. The output is <c>{"items":[…],"count"}</c>, or
/// <c>{"value":{…}}</c> for <c>combine</c>.
/// </summary>
public sealed class MergeKind : StepKind
{
    internal const int MostSources = 20;

    private static readonly TemplateMember Sources = new("sources", "Sources", TemplateShape.Value)
    {
        Help = "A list such as [\"{{ steps.a.output.items }}\", \"{{ steps.b.output.items }}\"], at most 20; two for a join.",
    };

    private static readonly ChoiceMember Mode = new("mode", "How",
        new StepChoice("append", "Lists one after the other"),
        new StepChoice("combine", "Objects into one; later ones win"),
        new StepChoice("join", "Objects of two lists that have the same key"))
    {
        Otherwise = "append",
    };

    private static readonly TextMember Key = new("key", "Key") { Help = "For a join: the member of each object that is compared, such as id.", Optional = true };

    private static readonly TextMember RightKey = new("rightKey", "Key of the second list") { Help = "If it is called otherwise there.", Optional = true };

    private static readonly ChoiceMember Unmatched = new("unmatched", "Objects of the first list without a match",
        new StepChoice("drop", "Leave them out"), new StepChoice("keep", "Keep them as they are"))
    {
        Otherwise = "drop",
    };

    public override string Type => "merge";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Merge",
        Summary = "Makes one list or one object of several.",
        Category = StepCategory.Data,
        Icon = "git-merge",
        Line = "{mode} {sources}",
        Output =
        [
            new("items", "list", "What lists were made into."),
            new("count", "number", "How many items."),
            new("value", "object", "What objects were combined into."),
        ],
        Example = """{"sources":["{{ trigger.lines }}","{{ trigger.rates }}"],"mode":"join","key":"currency"}""",
    };

    public override StepSchema Schema { get; } = new(Sources, Mode, Key, RightKey, Unmatched);

    public override CompiledStep Compile(StepConfig config)
    {
        var (sources, mode, key, rightKey) = (config.Read(Sources), config.Read(Mode), config.Read(Key), config.Read(RightKey));
        var count = sources switch
        {
            Template.Array list => list.Items.Count,
            Template.Literal { Value: { ValueKind: JsonValueKind.Array } literal } => literal.GetArrayLength(),
            _ => (int?)null,
        };
        if (sources is not null && count is null)
            config.Problem(Sources, "wrong_type", "This must be a list of sources.");
        else if (count is < 1 or > MostSources)
            config.Problem(Sources, "not_allowed", $"Use 1 to {MostSources} sources.");
        else if (mode == "join" && count is not (2 or null))
            config.Problem(Sources, "not_allowed", "A join takes two lists.");
        if (mode == "join" && key.Length == 0 && !config.Has(Key))
            config.Problem(Key, "required", "A join needs the member to compare.");
        return new MergeStep(sources ?? Template.Nothing, mode, key, rightKey.Length > 0 ? rightKey : key, config.Read(Unmatched) == "keep");
    }
}
