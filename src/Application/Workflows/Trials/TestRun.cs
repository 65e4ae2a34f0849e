using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows.Trials;

/// <summary>Who answered for a step that would have acted or waited.</summary>
public enum TestAnswer
{
    /// <summary>A made-up value of the right shape.</summary>
    Sample,

    /// <summary>What the test said.</summary>
    Pin,
}

/// <summary>How a draft ran in memory.</summary>
/// <param name="Status">How it ended; running or waiting when it did not.</param>
/// <param name="Output">Of the step that succeeded last.</param>
/// <param name="Error"><c>{class, code, message}</c> of the failed step.</param>
/// <param name="FailedStep">Its address.</param>
/// <param name="IsCutOff">It took longer than a test may.</param>
/// <param name="IsStopped">It stopped at the step that was asked for.</param>
/// <param name="WouldStart">Whether an event trigger of the draft accepts the event; null without an event.</param>
/// <param name="DurationMs">In memory, without calls and waits.</param>
/// <param name="Steps">In the order in which they ran, at most <see cref="MostSteps"/>; then those that did not run.</param>
/// <param name="MoreSteps">How many that ran are not told.</param>
public sealed record TestRun(
    ExecutionStatus Status,
    JsonElement? Output,
    JsonElement? Error,
    string? FailedStep,
    bool IsCutOff,
    bool IsStopped,
    bool? WouldStart,
    double DurationMs,
    IReadOnlyList<TestStep> Steps,
    int MoreSteps)
{
    public const int MostSteps = 500;

    /// <summary>The longest input or output that is told whole.</summary>
    private const int MostBytes = 64 * 1024;

    internal static TestRun Of(RehearsalEnd end, WorkflowDefinition draft, bool? wouldStart)
    {
        var places = end.Records.GroupBy(record => record.Token.Address).ToList();
        var ran = places.Take(MostSteps).Select(place => Tell([.. place], draft, end.Answers)).ToList();
        var seen = places.Select(place => place.First().Token.Step).ToHashSet(StringComparer.Ordinal);
        var skipped = draft.Steps.Where(step => !seen.Contains(step.Key))
            .Select(step => new TestStep(step.Key, "", step.Kind.Type, step.Name, StepStatus.Skipped, 0, null, null, null, null));
        return new TestRun(
            end.Status, Short(end.Output), end.End?.Error?.ToJson(), end.End?.FailedStep, end.IsCutOff, end.IsStopped, wouldStart, end.Took.TotalMilliseconds,
            [.. ran, .. skipped], places.Count - ran.Count);
    }

    private static TestStep Tell(StepRecord[] records, WorkflowDefinition draft, IReadOnlyDictionary<string, TestAnswer> answers)
    {
        var last = records[^1];
        return new TestStep(
            last.Token.Step,
            last.Token.Path,
            last.Type,
            draft.Find(last.Token.Step)?.Name,
            last.Status,
            last.Token.Attempt,
            answers.TryGetValue(last.Token.Address, out var answer) ? answer : null,
            Short(RehearsalEnd.Known(records.Select(record => record.Input).LastOrDefault(input => input.ValueKind != JsonValueKind.Undefined))),
            Short(RehearsalEnd.Known(last.Output)),
            last.Error?.ToJson());
    }

    private static JsonElement? Short(JsonElement? json) => json is { } value && value.GetRawText().Length is > MostBytes and var length
        ? JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["$cut"] = new { bytes = length } })
        : json;
}

/// <param name="Key">Of the step.</param>
/// <param name="Path">The iteration of the loops around it.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Name">For people.</param>
/// <param name="Status">How it ended; skipped when it did not run.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="AnsweredBy">Null for a step that really ran, in memory.</param>
/// <param name="Input">What was prepared for its effect or its wait.</param>
/// <param name="Output">What it left.</param>
/// <param name="Error"><c>{class, code, message}</c>.</param>
public sealed record TestStep(
    string Key, string Path, string Type, string? Name, StepStatus Status, int Attempts, TestAnswer? AnsweredBy, JsonElement? Input, JsonElement? Output, JsonElement? Error);
