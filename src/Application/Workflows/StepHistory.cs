using System.Text.Json;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>One row of a step's history: an intent, a wait or an end.</summary>
public sealed record StepHistoryRow(
    string Step,
    string Path,
    int Attempt,
    StepStatus Status,
    JsonElement? Input,
    JsonElement? Output,
    JsonElement? Error,
    double? DurationMs,
    DateTimeOffset At);

/// <summary>A step as the execution's version has it.</summary>
public sealed record VersionStep(string Key, string Type, string? Name);

/// <summary>
/// Tells each step's story from the rows it left. A step that left none was skipped, or has not begun; the
/// checkpointed state knows which, and it also knows that a failed attempt is going to be repeated.
/// </summary>
public static class StepHistory
{
    /// <param name="steps">Of the version, in order.</param>
    /// <param name="rows">In the order in which they were written.</param>
    /// <param name="state">The last checkpoint; null before the first.</param>
    /// <param name="execution">Settles what the state does not tell.</param>
    /// <param name="since">When the execution was made; what ended before was kept from another one.</param>
    public static IReadOnlyList<ExecutionStep> Tell(
        IReadOnlyList<VersionStep> steps, IReadOnlyList<StepHistoryRow> rows, ExecutionState? state, ExecutionStatus execution, DateTimeOffset since = default)
    {
        var byStep = rows.ToLookup(row => row.Step);
        return
        [
            .. steps.SelectMany(step => byStep[step.Key].GroupBy(row => row.Path)
                .Select(place => Tell(step, place.Key, [.. place], state, execution) with { Kept = place.Last().At < since })
                .DefaultIfEmpty(Tell(step, "", [], state, execution))),
        ];
    }

    private static ExecutionStep Tell(
        VersionStep step, string path, StepHistoryRow[] rows, ExecutionState? state, ExecutionStatus execution)
    {
        var token = state?.Tokens.Find(token => token.Step == step.Key && token.Path == path);
        var last = rows is [.., var latest] ? latest : null;
        StepAttempt[] attempts = [.. rows.GroupBy(row => row.Attempt).Select(attempt => Attempt([.. attempt]))];
        var now = attempts is [.., var current] ? current : null;
        return new ExecutionStep(
            step.Key,
            path,
            step.Type,
            step.Name,
            Status(step.Key, last, state, execution),
            token?.Attempt ?? last?.Attempt ?? 0,
            now?.StartedAt,
            now?.FinishedAt,
            now?.DurationMs,
            rows.Where(row => row.Attempt == last?.Attempt).Select(row => row.Input).LastOrDefault(input => input is not null),
            last?.Output,
            last?.Error,
            attempts)
        { Dropped = token?.IsLeaving == true };
    }

    private static StepAttempt Attempt(StepHistoryRow[] rows)
    {
        var (first, last) = (rows[0], rows[^1]);
        var ended = last.Status is StepStatus.Succeeded or StepStatus.Failed ? last : null;
        var started = first.At - TimeSpan.FromMilliseconds(first == ended ? first.DurationMs ?? 0 : 0);
        return new StepAttempt(
            last.Attempt, last.Status, started, ended?.At,
            ended is null ? null : ended.DurationMs ?? (ended.At - started).TotalMilliseconds, last.Error);
    }

    private static StepStatus Status(string key, StepHistoryRow? last, ExecutionState? state, ExecutionStatus execution)
    {
        var known = state?.Steps.GetValueOrDefault(last is { Path.Length: > 0 } ? $"{last.Path}/{key}" : key)?.Status ?? last?.Status;
        return known switch
        {
            null or StepStatus.Pending when execution.IsFinal() => StepStatus.Skipped,
            StepStatus.Running or StepStatus.Waiting or StepStatus.Parked when execution.IsFinal() => StepStatus.Cancelled,
            _ => known ?? StepStatus.Pending,
        };
    }
}
