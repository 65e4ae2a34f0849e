using System.Globalization;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Workflows.Engine;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>The lines that a person wants to read of an execution and that the rows of its steps do not tell.</summary>
internal static class ExecutionLog
{
    public static IReadOnlyList<LogLine> Of(
        ClaimedExecution claimed, Progress progress, Command.Finish? finish, bool isFirst)
    {
        var lines = new List<LogLine>();
        if (isFirst && claimed.Lease.Attempts > 1)
        {
            lines.Add(new LogLine("warning", null, "Continued from its last checkpoint, because the process that ran it was lost."));
        }

        foreach (var command in progress.Commands)
        {
            if (command is Command.StartTimer { Token: { IsRetry: true } token } retry)
            {
                var error = progress.Records.LastOrDefault(record => record.Token.Address == token.Address)?.Error?.Message;
                lines.Add(new LogLine("warning", token.Address, $"Attempt {token.Attempt - 1} failed: {error} The next one follows in {Seconds(retry.Delay)} s."));
            }
            else if (command is Command.Park { Reason: ParkedReasons.AuthorityLost } refused)
            {
                lines.Add(new LogLine("error", refused.Token.Address, "The rights of this version were taken away, so the step did nothing. Publish the workflow again for new runs."));
            }
            else if (command is Command.Park park)
            {
                lines.Add(new LogLine("error", park.Token.Address, "The process was lost during this call, so its outcome is unknown. Check with the other side, then resolve it."));
            }
        }

        if (finish is { Status: ExecutionStatus.Failed, Error: { } fault })
        {
            lines.Add(new LogLine("error", finish.FailedStep, $"Failed: {fault.Message}"));
        }

        return lines;
    }

    private static string Seconds(TimeSpan delay) => delay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
