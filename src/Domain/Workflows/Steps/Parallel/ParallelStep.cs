using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>parallel {branches: [step keys]}</c>: all these steps go on side by side; a <c>join</c> brings them together.</summary>
public sealed class ParallelKind : StepKind
{
    private const int MostBranches = 50;

    private static readonly StepKeysMember Branches = new("branches", "Run side by side", MostBranches) { Help = "The keys of the steps with which the branches begin." };

    public override string Type => "parallel";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Side by side",
        Summary = "Starts several branches that go on independently; a join brings them together again.",
        Category = StepCategory.Logic,
        Icon = "git-fork",
        Line = "{branches}",
        Outcomes = [],
        Example = """{"branches":["tell_customer","tell_team"]}""",
    };

    public override StepSchema Schema { get; } = new(Branches);

    public override CompiledStep Compile(StepConfig config)
    {
        var branches = config.Read(Branches);
        if (branches.Count == 0 && config.Has(Branches))
            config.Problem(Branches, "required", "Name the step with which each branch begins.");
        foreach (var (at, key) in branches.Index().Where(branch => branches.Take(branch.Index).Contains(branch.Item)))
            config.Problem(Branches, "not_allowed", $"“{key}” stands here twice.", $"[{at}]");
        return new ParallelStep([.. branches.Distinct(StringComparer.Ordinal)]);
    }
}

public sealed record ParallelStep(IReadOnlyList<string> Branches) : PureStep
{
    private readonly StepResult _all = new StepResult.Succeeded(Branches, Json.EmptyObject);

    public override IReadOnlyList<string> Ports => [];

    public override IReadOnlyDictionary<string, string> Wires { get; } = Branches.ToDictionary(key => key, StringComparer.Ordinal);

    public override StepResult Run(Scope scope) => _all;
}
