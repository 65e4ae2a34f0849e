using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>join {mode?, count?}</c>: goes on when <c>all</c> wires that lead here are decided, at the first (<c>any</c>), or
/// when <c>count</c> of them have been taken; branches that come later end here.
/// </summary>
public sealed class JoinKind : StepKind
{
    private const int MostNeeded = 50;

    private static readonly ChoiceMember Mode = new("mode", "Go on", new("all", "when all branches are decided"), new("any", "at the first branch"), new("count", "at so many branches"))
    {
        Otherwise = "all",
    };

    private static readonly NumberMember Count = new("count", "Branches", 1, MostNeeded, 1) { Optional = true, Help = "For “at so many branches”." };

    public override string Type => "join";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Join",
        Summary = "Brings branches together: goes on when all are decided, at the first, or when enough have come.",
        Category = StepCategory.Logic,
        Icon = "merge",
        Line = "{mode}",
        Outcomes = [new(Steps.Outcomes.Default, "Enough branches have come.")],
        Example = """{"mode":"any"}""",
    };

    public override StepSchema Schema { get; } = new(Mode, Count);

    public override CompiledStep Compile(StepConfig config)
    {
        var (mode, count) = (config.Read(Mode), config.Read(Count));
        if (mode == "count" && !config.Has(Count))
            config.Problem(Count, "required", "How many branches are needed?");
        else if (mode != "count" && config.Has(Count))
            config.Problem(Count, "not_allowed", "Only the mode “count” has a count.");
        return new JoinStep(mode switch
        {
            "any" => JoinRule.First,
            "count" => new JoinRule(count),
            _ => JoinRule.AllDecided,
        });
    }
}

public sealed record JoinStep(JoinRule Rule) : PureStep
{
    public override JoinRule Join => Rule;

    public override StepResult Run(Scope scope) => StepResult.Succeed(Json.EmptyObject);
}
