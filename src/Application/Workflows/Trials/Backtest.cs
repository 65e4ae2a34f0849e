using System.Text.Json;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows.Trials;

/// <summary>What a draft would have done with past events.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The last one.</param>
/// <param name="Events">How many were looked at.</param>
/// <param name="MoreEvents">There are more in this time than were looked at.</param>
/// <param name="WouldStart">How many of them would have started it.</param>
/// <param name="Tried">How many of those were run; fewer when the time was over.</param>
/// <param name="WouldSucceed">Runs that would have succeeded, with made-up answers of the outside.</param>
/// <param name="WouldFail">Runs that would have failed.</param>
/// <param name="Branches">How often each outcome of each step was taken, steps inside loops left out.</param>
/// <param name="Samples">The newest runs, at most <see cref="MostSamples"/>.</param>
public sealed record Backtest(
    DateTimeOffset From,
    DateTimeOffset To,
    int Events,
    bool MoreEvents,
    int WouldStart,
    int Tried,
    int WouldSucceed,
    int WouldFail,
    IReadOnlyList<BacktestBranch> Branches,
    IReadOnlyList<BacktestSample> Samples)
{
    public const int MostSamples = 10;
}

/// <param name="Step">Its key.</param>
/// <param name="Outcome">As in <c>next</c>.</param>
/// <param name="Runs">In how many.</param>
public sealed record BacktestBranch(string Step, string Outcome, int Runs);

/// <param name="EventId">Of the log.</param>
/// <param name="Type">Its name.</param>
/// <param name="At">When it was booked.</param>
/// <param name="Status">How the run ended.</param>
/// <param name="Output">Of the step that succeeded last; null when it is large.</param>
/// <param name="Error"><c>{class, code, message}</c> of the failed step.</param>
/// <param name="FailedStep">Its address.</param>
public sealed record BacktestSample(
    Guid EventId, string Type, DateTimeOffset At, ExecutionStatus Status, JsonElement? Output, JsonElement? Error, string? FailedStep);
