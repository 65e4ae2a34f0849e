namespace Financbase.Application.Events;

/// <summary>The event that led to the work of this scope, and how many automations already lie between it and a person.</summary>
public sealed record Cause(Guid EventId, int Depth);

public interface ICausation
{
    /// <summary>A chain of automations longer than this is refused: it is a loop.</summary>
    const int MaxDepth = 8;

    Cause? Cause { get; }

    void Set(Cause cause);
}
