using System.Text.Json;
using Financbase.Domain.Workflows.Conditions;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>condition</c>: its configuration is a condition; outcomes <c>true</c> and <c>false</c>.</summary>
public sealed class ConditionKind : StepKind
{
    public override string Type => "condition";

    public override EffectClass Effect => EffectClass.Pure;

    public override CompiledStep Compile(ConfigReader config) => new ConditionStep(config.Condition());
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
