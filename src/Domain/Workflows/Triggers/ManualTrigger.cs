using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary><c>manual</c>: a person or a program starts it.</summary>
public sealed class ManualKind : TriggerKind
{
    public override string Type => "manual";

    public override CompiledTrigger Compile(ConfigReader trigger) => new ManualTrigger();
}

public sealed record ManualTrigger : CompiledTrigger;
