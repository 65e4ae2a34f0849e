using Financbase.Domain.Access;

namespace Financbase.Application.Events;

/// <summary>What led to the work of this scope: the event, if one did, and how many automations already lie between it and a person.</summary>
public sealed record Cause(Guid? EventId, int Depth)
{
    /// <summary>Everybody who had a hand in it so far, as far as they are known.</summary>
    public IReadOnlyList<UserId> People { get; init; } = [];
}

public interface ICausation
{
    /// <summary>A chain of automations longer than this is refused: it is a loop.</summary>
    const int MaxDepth = 8;

    Cause? Cause { get; }

    void Set(Cause cause);
}

public static class Causes
{
    /// <summary>The same, and these people as well.</summary>
    public static Cause? And(this Cause? cause, params IEnumerable<UserId?> people)
    {
        UserId[] others = [.. people.OfType<UserId>().Except(cause?.People ?? [])];
        return others.Length == 0 ? cause : (cause ?? new Cause(null, 0)) with { People = [.. cause?.People ?? [], .. others] };
    }
}
