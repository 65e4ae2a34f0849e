using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

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

    /// <summary>What a step that is configured like this leaves: what its card says, and anything where that names no members.</summary>
    /// <param name="step">As this kind compiled it.</param>
    /// <param name="eventShape">The data of an event by its name.</param>
    public virtual ValueShape OutputOf(CompiledStep step, Func<string, ValueShape> eventShape) => Card.Output.Any(member => member.Name.StartsWith('<'))
        ? ValueShape.Anything
        : ValueShape.Having(Card.Output.Select(member => (member.Name, ValueShape.OfType(member.Type))));

    /// <summary>Reads and checks the configuration, once per definition.</summary>
    public abstract CompiledStep Compile(StepConfig config);
}
