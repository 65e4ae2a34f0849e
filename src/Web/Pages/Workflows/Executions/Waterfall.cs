using System.Globalization;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Pages.Workflows.Outline;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Workflows.Executions;

/// <summary>The steps of an execution on one axis of time. Places and widths are percent of the lane.</summary>
public sealed record Waterfall(IReadOnlyList<WaterfallTick> Ticks, IReadOnlyList<WaterfallRow> Rows)
{
    // Thinner than this a bar cannot be seen.
    private const double Thinnest = 0.5;

    /// <param name="execution">What ran.</param>
    /// <param name="now">Where the bar of a step ends that has not ended.</param>
    public static Waterfall Of(ExecutionDetail execution, DateTimeOffset now)
    {
        var start = execution.Steps.Where(step => !step.Kept).SelectMany(step => step.Attempts).Select(attempt => attempt.StartedAt)
            .Append(execution.StartedAt ?? execution.CreatedAt).Min();
        var end = execution.FinishedAt ?? (now > start ? now : start);
        var axis = TimeAxis.Until(end - start);
        return new Waterfall(
            [.. axis.Ticks.Select(at => new WaterfallTick(
                Percent(at / axis.Span * 100), TimeAxis.Text(at), at == TimeSpan.Zero ? "start" : at >= axis.Span ? "end" : "middle"))],
            [.. Nested(execution.Steps).Select(step => new WaterfallRow(step, step.Kept ? [] : Bars(step, end).Select(bar => bar.On(start, axis.Span)).ToArray()))]);
    }

    // What ran in iterations stands behind its loop, one iteration after the other.
    private static IEnumerable<ExecutionStep> Nested(IReadOnlyList<ExecutionStep> steps)
    {
        var inner = steps.Where(step => step.Path.Length > 0).ToLookup(step => step.Path[..step.Path.IndexOf('[', StringComparison.Ordinal)]);
        return steps.Where(step => step.Path.Length == 0)
            .SelectMany(step => inner[step.Key].OrderBy(one => one.Path, StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering)).Prepend(step));
    }

    private static IEnumerable<Period> Bars(ExecutionStep step, DateTimeOffset end)
    {
        DateTimeOffset? before = null;
        foreach (var attempt in step.Attempts)
        {
            if (before is { } gap && attempt.StartedAt > gap)
            {
                yield return new Period(gap, attempt.StartedAt, "Pause before the next attempt", null);
            }

            var isUnderWay = step.Status is StepStatus.Running or StepStatus.Waiting;
            var look = StatusLooks.Of(attempt.Status);
            var waited = attempt.Status == StepStatus.Waiting || step.Type == "delay";
            yield return new Period(
                attempt.StartedAt,
                attempt.FinishedAt ?? (isUnderWay ? end : attempt.StartedAt),
                $"Attempt {attempt.Attempt}: {look.Word.ToLowerInvariant()}",
                waited ? null : look.Tone);
            before = attempt.FinishedAt;
        }
    }

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}%");

    private sealed record Period(DateTimeOffset From, DateTimeOffset To, string Title, Tone? Tone)
    {
        public WaterfallBar On(DateTimeOffset start, TimeSpan span)
        {
            var x = Math.Clamp((From - start) / span * 100, 0, 100 - Thinnest);
            var width = Math.Clamp((To - From) / span * 100, Thinnest, 100 - x);
            return new WaterfallBar(Percent(x), Percent(width), Title, Tone);
        }
    }
}

public sealed record WaterfallTick(string X, string Text, string Anchor);

public sealed record WaterfallRow(ExecutionStep Step, IReadOnlyList<WaterfallBar> Bars)
{
    public Look Look => StatusLooks.Of(Step.Status);

    /// <summary>As it is asked for: its key, behind the iteration that it belongs to.</summary>
    public string Address => Step.Path.Length > 0 ? $"{Step.Path}/{Step.Key}" : Step.Key;

    public string Kind => StepWords.Step(Step.Type).Word;

    /// <summary>From the first attempt to the end of the last; null while it goes on.</summary>
    public TimeSpan? Took => Step.Attempts is [var first, .., { FinishedAt: { } ended }] ? ended - first.StartedAt
        : Step.DurationMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds)
        : null;
}

/// <summary>Without a tone it is time that was waited.</summary>
public sealed record WaterfallBar(string X, string Width, string Title, Tone? Tone);
