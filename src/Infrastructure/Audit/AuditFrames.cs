using System.Text.Json.Nodes;
using Financbase.Application.Audit;

namespace Financbase.Infrastructure.Audit;

/// <summary>What the commands of this scope have done so far; a command sent inside another has a frame of its own.</summary>
internal sealed class AuditFrames : IAuditNotes
{
    private readonly Stack<AuditFrame> _open = new();

    public AuditFrame? Current => _open.TryPeek(out var frame) ? frame : null;

    public AuditFrame Open()
    {
        var frame = new AuditFrame();
        _open.Push(frame);
        return frame;
    }

    public void Close() => _open.Pop();

    public void About(AuditTarget target)
    {
        if (Current is { } frame)
            frame.Target = target;
    }

    public void Count(string name, long number)
    {
        if (Current is { } frame)
            frame.Summary[name] = (frame.Summary[name]?.GetValue<long>() ?? 0) + number;
    }

    public void Tell(string name, string text)
    {
        if (Current is { } frame)
            frame.Summary[name] = AuditText.Clean(text, AuditValues.MostCharacters);
    }
}

/// <summary>What one command has done so far.</summary>
internal sealed class AuditFrame
{
    private readonly Dictionary<(string Kind, string Id), AuditedChange> _changes = [];

    public IReadOnlyCollection<AuditedChange> Changes => _changes.Values;

    public AuditTarget? Target { get; set; }

    public JsonObject Summary { get; } = [];

    public void Add(AuditedChange change)
    {
        var key = (change.Kind, change.Id);
        if (!_changes.TryGetValue(key, out var earlier))
            _changes[key] = change;
        else if (earlier.Then(change) is { } both)
            _changes[key] = both;
        else
            _changes.Remove(key);
    }

    /// <summary>
    /// What the row says it was done to: what code past the aggregates said, else the changed thing of the action's own
    /// kind (the very one that the command names, if it names one), else what the command names, else what changed first.
    /// </summary>
    public AuditTarget? TargetOf(string action, AuditTarget? asked)
    {
        var kind = action.Split('.')[0];
        var own = Changes.Where(change => change.Kind == kind).ToList();
        var changed = asked?.Kind == kind ? own.Find(change => change.Id == asked.Id)
            : own.FirstOrDefault() ?? (asked is null ? Changes.FirstOrDefault() : null);
        return Target ?? (changed is null ? asked : new AuditTarget(changed.Kind, changed.Id, changed.Label));
    }
}
