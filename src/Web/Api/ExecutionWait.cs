using System.Globalization;
using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Web.Api;

/// <summary><c>?wait=10</c>: keeps a start's answer back until the execution has ended, at most half a minute.</summary>
internal sealed class ExecutionWait(ISender sender, TimeProvider clock)
{
    public const int LongestSeconds = 30;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    public static TimeSpan Patience(HttpContext http)
    {
        var text = http.Request.Query["wait"].ToString();
        if (text.Length == 0)
            return TimeSpan.Zero;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new DomainException(Error.Validation("wait", $"Use a whole number of seconds from 0 to {LongestSeconds}."));
    }

    /// <summary>The execution's end, or null when it has none in time or may not be seen by the caller.</summary>
    public async Task<IResult?> ForEndAsync(WorkflowExecutionId id, TimeSpan patience, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        for (var pause = FirstPause; clock.GetElapsedTime(began) < patience; pause = Min(pause * 1.5, LongestPause))
        {
            await Task.Delay(Min(pause, patience), clock, ct);
            var found = await sender.Send(new GetExecution(id), ct);
            if (!found.IsSuccess)
                return null;
            if (found.Value.Status.IsFinal() || found.Value.Status == ExecutionStatus.Parked)
                return Ended(found.Value);
        }

        return null;
    }

    private ApiResult Ended(ExecutionDetail execution) => new(ApiAnswer.Ok(new EndedExecution(
        execution.Id, execution.Status, execution.Output, execution.Error, execution.FailedStep, execution.DurationMs)).Store(clock.GetUtcNow()));

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

/// <param name="ExecutionId">Which.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Output">Of the step that succeeded last.</param>
/// <param name="Error">Of the step that failed.</param>
/// <param name="FailedStep">Its key.</param>
/// <param name="DurationMs">From its first step to its end.</param>
public sealed record EndedExecution(
    Guid ExecutionId, ExecutionStatus Status, JsonElement? Output, JsonElement? Error, string? FailedStep, double? DurationMs);
