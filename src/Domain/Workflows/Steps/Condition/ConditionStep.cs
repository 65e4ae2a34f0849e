using System.Text.Json;
using Financbase.Domain.Workflows.Conditions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>condition</c>: its configuration is a condition; outcomes <c>true</c> and <c>false</c>.</summary>
public sealed class ConditionKind : StepKind
{
    private static readonly ConditionMember When = new("", "Yes when");

    public override string Type => "condition";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Condition",
        Summary = "Goes one way when rules hold, and the other way when they do not.",
        Category = StepCategory.Logic,
        Icon = "split",
        Line = "{}",
        Outcomes = [new("true", "The rules hold."), new("false", "They do not.")],
        Output = [new("result", "boolean", "Whether the rules hold.")],
        Example = """{"field":"trigger.amount.value","op":"lt","value":-5000}""",
    };

    public override StepSchema Schema { get; } = new(When);

    public override CompiledStep Compile(StepConfig config) => new ConditionStep(config.Read(When)!);
}

public sealed record ConditionStep(Condition Condition) : PureStep
{
    private static readonly IReadOnlyList<string> TrueAndFalse = ["true", "false"];
    private static readonly JsonElement True = JsonElement.Parse("""{"result":true}""");
    private static readonly JsonElement False = JsonElement.Parse("""{"result":false}""");

    public override IReadOnlyList<string> Ports => TrueAndFalse;

    public override StepResult Run(Scope scope) =>
        Condition.Holds(scope) ? StepResult.Succeed(True, "true") : StepResult.Succeed(False, "false");
}
