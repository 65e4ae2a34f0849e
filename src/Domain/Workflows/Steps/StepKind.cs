using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// A kind of step. Each lives in one file with its configuration, outcomes and behaviour, and is found by
/// <see cref="StepKinds"/>; adding one touches nothing else (an effect other than pure or waiting also needs its
/// performer in Infrastructure).
/// </summary>
public abstract class StepKind
{
    /// <summary>The <c>type</c> in a definition, camelCase.</summary>
    public abstract string Type { get; }

    public abstract EffectClass Effect { get; }

    /// <summary>The members of its configuration in which <c>secrets.*</c> may stand: what they say is sent, not worked with.</summary>
    public virtual IReadOnlyList<string> SecretMembers => [];

    /// <summary>Reads and checks the configuration, once per definition.</summary>
    public abstract CompiledStep Compile(ConfigReader config);
}
