using System.Globalization;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
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
            else if (command is Command.Perform { IsLookUp: true } question)
            {
                lines.Add(new LogLine("warning", question.Token.Address, $"{HowLost(question.Token)} The other side is asked whether it happened."));
            }
            else if (command is Command.LookedUp looked)
            {
                lines.Add(looked.Finding switch
                {
                    LookUpFinding.Happened => new LogLine("info", looked.Token.Address, "It had happened. What the other side told about it is the step's output."),
                    LookUpFinding.NotHappened => new LogLine("warning", looked.Token.Address, looked.Token.Lost is null ? "It had not happened. It is made again, under the same key." : "It had not happened."),
                    _ => new LogLine("warning", looked.Token.Address, $"Asking did not tell whether it happened: {looked.Reason}"),
                });
            }
            else if (command is Command.Park { Reason: ParkedReasons.AuthorityLost } refused)
            {
                lines.Add(new LogLine("error", refused.Token.Address, "The rights of this version were taken away, so the step did nothing. Publish the workflow again for new runs."));
            }
            else if (command is Command.Park { Reason: ParkedReasons.Poison } deadly)
            {
                lines.Add(new LogLine("error", deadly.Token.Address, $"{deadly.Token.Losses} processes were lost during this call, so it is not made again. Find out why, then resolve it."));
            }
            else if (command is Command.Park park)
            {
                lines.Add(new LogLine("error", park.Token.Address, $"{HowLost(park.Token)} Its outcome is unknown. Check with the other side, then resolve it."));
            }
        }

        if (finish is { Status: ExecutionStatus.Failed, Error: { } fault })
        {
            lines.Add(new LogLine("error", finish.FailedStep, $"Failed: {fault.Message}"));
        }

        return lines;
    }

    private static string HowLost(Token token) =>
        token.Lost is { } lost ? $"No answer came to this call: {lost.Message}" : "The process was lost during this call.";

    private static string Seconds(TimeSpan delay) => delay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
