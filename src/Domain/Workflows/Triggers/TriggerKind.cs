using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary>A kind of trigger. Each lives in one file and is found by <see cref="TriggerKinds"/>.</summary>
public abstract class TriggerKind
{
    /// <summary>The <c>type</c> in a definition.</summary>
    public abstract string Type { get; }

    /// <summary>Reads the trigger's members beside <c>type</c>.</summary>
    public abstract CompiledTrigger Compile(ConfigReader trigger);
}

/// <summary>A trigger of one definition. Immutable; shared.</summary>
public abstract record CompiledTrigger
{
    /// <summary>The event that this trigger listens to, or null when no event starts it.</summary>
    public virtual string? EventName => null;

    /// <summary>Whether the people behind what starts it are known.</summary>
    public virtual bool KnowsPeople => true;

    /// <summary>What <c>trigger.*</c> is when this starts the workflow; anything where it is not known.</summary>
    /// <param name="eventShape">The data of an event by its name.</param>
    public virtual ValueShape Brings(Func<string, ValueShape> eventShape) => ValueShape.Anything;

    /// <summary>The name of the secret that it needs, or null.</summary>
    public virtual string? Secret => null;
}
