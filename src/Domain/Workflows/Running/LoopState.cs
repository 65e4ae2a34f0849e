using System.Collections.Immutable;
using System.Text.Json;

namespace Financbase.Domain.Workflows.Running;

/// <summary>Where a loop stands. Items and results are not part of the state's JSON: the history has them.</summary>
/// <param name="Count">Items.</param>
/// <param name="Next">The iteration that begins next.</param>
/// <param name="Succeeded">Iterations that have ended well.</param>
/// <param name="Failed">Iterations that have failed, where the loop goes on.</param>
public sealed record LoopState(int Count, int Next = 0, int Succeeded = 0, int Failed = 0)
{
    /// <summary>The list that the loop goes through.</summary>
    public JsonElement Items { get; init; }

    /// <summary>Iteration → output of the step that succeeded last in it.</summary>
    public ImmutableDictionary<int, JsonElement> Results { get; init; } = ImmutableDictionary<int, JsonElement>.Empty;

    public int Active => Next - Succeeded - Failed;

    public bool IsOver => Next == Count && Active == 0;
}

/// <summary>A step to be run when the execution fails, because the step that it undoes has succeeded.</summary>
public sealed record UndoEntry(string Step, string Path);

/// <summary>Why an execution is being undone.</summary>
/// <param name="Error">Of the step that failed.</param>
/// <param name="Step">Its address; null when the execution's own time was over.</param>
public sealed record Failure(Steps.StepError Error, string? Step);
