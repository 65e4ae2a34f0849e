using System.Text.Json;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Hooks;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>Turns what a segment has left into the rows that are written for it.</summary>
internal static class CheckpointMaker
{
    /// <param name="claimed">The execution, and what has happened to it that no checkpoint has taken in.</param>
    /// <param name="progress">What the segment has left.</param>
    /// <param name="attempt">The attempt that the segment took in, if one.</param>
    /// <param name="isFirst">Nothing has been written under this lease yet.</param>
    /// <param name="now">For the events.</param>
    public static Checkpoint Make(
        ClaimedExecution claimed, Progress progress, PerformedAttempt? attempt, bool isFirst, DateTimeOffset now)
    {
        var finish = progress.Commands.OfType<Command.Finish>().SingleOrDefault();
        var park = progress.Commands.OfType<Command.Park>().FirstOrDefault();
        NewApproval[] approvals =
            [.. progress.Opened<Awaited.Approval>().Select(wait => new NewApproval(Guid.CreateVersion7(), wait.Token.Address, claimed.WorkflowId, wait.For.Request))];
        return new Checkpoint(claimed.Lease, progress.State.Status)
        {
            State = progress.State.ToJson().GetRawText(),
            Steps = [.. progress.Records.Select(record => Row(claimed.Lease, record, attempt))],
            NewTimers = [.. Timers(progress)],
            NewWaits = [.. progress.Opened<Awaited.Event>().Select(wait => (wait.Token.Address, wait.For))],
            NewApprovals = approvals,
            NewChildren = [.. progress.Opened<Awaited.Execution>().Select(wait =>
                new NewChild(Guid.CreateVersion7(), wait.Token.Address, wait.For.Workflow, wait.For.Input, StepKeys.Child(claimed.Lease, wait.Token)))],
            ClosedWaits = [.. progress.Commands.OfType<Command.CloseWait>().Select(wait => wait.Address)],
            SpentTimers = claimed.FiredTimers,
            SpentSignals = [.. claimed.Signals.Select(signal => signal.Id)],
            Output = finish?.Output ?? default,
            Error = finish?.Error?.ToJson() ?? default,
            FailedStep = finish?.FailedStep,
            ParkedReason = progress.State.ParkedReason,
            Parks = park is not null,
            Events = Book(claimed, [.. Facts(claimed, finish, park), .. approvals.Select(approval => Requested(claimed, approval)), .. Expired(claimed, progress)], now),
            Log = ExecutionLog.Of(claimed, progress, finish, isFirst),
            HasParent = claimed.HasParent,
            IsReadyAgain = claimed.HasMoreSignals,
            LookUps = [.. progress.Commands.OfType<Command.LookedUp>().Select(looked => (looked.Step.Type, looked.Finding))],
            Response = Responded(progress) ?? (finish is null && park is null ? null : default(JsonElement)),
        };
    }

    /// <summary>The engine cannot move it on: a person has to look at it. What has happened to it meanwhile stays where it is.</summary>
    /// <param name="claimed">The execution.</param>
    /// <param name="why">For its log.</param>
    /// <param name="now">For the event.</param>
    public static Checkpoint Poisoned(ClaimedExecution claimed, string why, DateTimeOffset now) =>
        new(claimed.Lease, ExecutionStatus.Parked)
        {
            ParkedReason = ParkedReasons.Poison,
            Parks = true,
            Events = Book(claimed, [new WorkflowExecutionParked(claimed.Lease.ExecutionId, claimed.WorkflowId, claimed.Version, null, ParkedReasons.Poison)], now),
            Log = [new LogLine("error", null, why)],
            ReleasesLease = true,
        };

    private static IEnumerable<NewTimer> Timers(Progress progress) => progress.Commands.Select(command => command switch
    {
        Command.StartTimer timer => new NewTimer(timer.Token.Address, timer.Delay, timer.Until),
        Command.StartDeadline deadline => new NewTimer("", deadline.Delay),
        _ => null,
    }).OfType<NewTimer>();

    private static ApprovalRequested Requested(ClaimedExecution claimed, NewApproval approval) => new(
        approval.Id, claimed.Lease.ExecutionId, claimed.WorkflowId, approval.Request.Approver, approval.Request.Title);

    private static IEnumerable<ApprovalExpired> Expired(ClaimedExecution claimed, Progress progress) => progress.Records
        .Where(record => record.Type == "approval" && record.Status == StepStatus.Succeeded
            && record.Output.GetProperty("decision").ValueEquals("timeout"))
        .Select(record => new ApprovalExpired(claimed.Lease.ExecutionId, claimed.WorkflowId, record.Token.Address));

    private static JsonElement? Responded(Progress progress) =>
        progress.Records.FirstOrDefault(record => record is { Type: HookCalls.RespondType, Status: StepStatus.Succeeded })?.Output;

    private static StepRow Row(Lease lease, StepRecord record, PerformedAttempt? attempt) => new(
        attempt is not null && record.Token.Address == attempt.Token.Address && record.Token.Attempt == attempt.Token.Attempt
            && record.Status is StepStatus.Succeeded or StepStatus.Failed
                ? record with { Elapsed = attempt.Elapsed }
                : record,
        record.Effect is EffectClass.External or EffectClass.Database ? StepKeys.Idempotency(lease, record.Token) : null);

    private static IEnumerable<IDomainEvent> Facts(ClaimedExecution claimed, Command.Finish? finish, Command.Park? park)
    {
        var (execution, workflow, version) = (claimed.Lease.ExecutionId, claimed.WorkflowId, claimed.Version);
        if (park is not null)
        {
            yield return new WorkflowExecutionParked(execution, workflow, version, park.Token.Address, park.Reason);
        }

        if (finish is { Status: ExecutionStatus.Succeeded })
        {
            yield return new WorkflowExecutionSucceeded(execution, workflow, version);
        }

        if (finish is { Status: ExecutionStatus.Failed, Error: { } error })
        {
            yield return new WorkflowExecutionFailed(execution, workflow, version, finish.FailedStep, error.Code, error.Message);
        }
    }

    private static EventRow[] Book(ClaimedExecution claimed, IEnumerable<IDomainEvent> facts, DateTimeOffset now) =>
        [.. facts.Select(fact => EventRows.Make(fact, now, claimed.Cause, EventOrigin.Live))];
}
