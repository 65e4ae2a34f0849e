using System.Text.Json;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// A kind of step. Each has a folder of its own with its schema, its behaviour and what it tells people, and is found by
/// <see cref="StepKinds"/>; adding one touches nothing else (an effect other than pure or waiting also has its performer,
/// in the folder of the same name in Infrastructure).
/// </summary>
public abstract class StepKind
{
    /// <summary>The <c>type</c> in a definition, camelCase.</summary>
    public abstract string Type { get; }

    public abstract EffectClass Effect { get; }

    public abstract StepCard Card { get; }

    public abstract StepSchema Schema { get; }

    /// <summary>The members of its configuration in which <c>secrets.*</c> may stand.</summary>
    public IReadOnlyList<string> SecretMembers => Schema.NamesOf(member => member.MayHoldSecrets);

    /// <summary>The members of its configuration in which <c>item.*</c> and <c>loop.*</c> may stand.</summary>
    public IReadOnlyList<string> ItemMembers => Schema.NamesOf(member => member.IsForEachItem);

    /// <summary>The outcomes of a step that is configured like this, which may be malformed.</summary>
    public virtual IReadOnlyList<string> OutcomesOf(JsonElement config) => [.. Card.Outcomes.Select(outcome => outcome.Name)];

    /// <summary>Reads and checks the configuration, once per definition.</summary>
    public abstract CompiledStep Compile(StepConfig config);
}
