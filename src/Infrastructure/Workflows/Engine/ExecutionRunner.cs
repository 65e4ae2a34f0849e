using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Plans;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// Moves one claimed execution on until it ends, waits or is lost. It holds nothing that a checkpoint does not: dropped
/// at any line, the next claim goes on from the last checkpoint.
/// </summary>
internal sealed partial class ExecutionRunner(
    PlanCache plans,
    RecordedResults results,
    OrganizationFacts organizations,
    StepRunner steps,
    CheckpointWriter checkpoints,
    ReadyQueue queue,
    ChildStarts starts,
    Authorities authorities,
    EngineOptions options,
    TimeProvider time,
    ILogger<ExecutionRunner> logger)
{
    // What keeps happening is heard again and again, but holds up no call for ever.
    private const int MostOvertaken = 3;

    /// <param name="claimed">The execution, under a lease.</param>
    /// <param name="lost">Cancelled when the lease is lost or the process stops.</param>
    public async Task RunAsync(ClaimedExecution claimed, CancellationToken lost)
    {
        try
        {
            if (claimed.Unreadable is { } unreadable)
            {
                Unreadable(unreadable, claimed.Lease.ExecutionId.Value);
                await checkpoints.WriteAsync(CheckpointMaker.Poisoned(claimed, "Parked: what was kept of it cannot be read.", time.GetUtcNow()));
            }
            else if (claimed.State.Ended is not null)
            {
                await queue.DropAsync(claimed.Lease, lost);
            }
            else if (claimed.Lease.Attempts > options.MaxAttempts)
            {
                await checkpoints.WriteAsync(CheckpointMaker.Poisoned(
                    claimed, $"Parked after {claimed.Lease.Attempts - 1} attempts that did not reach a checkpoint.", time.GetUtcNow()));
            }
            else
            {
                await AdvanceAsync(claimed, lost);
            }
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            Abandoned(claimed.Lease.ExecutionId.Value);
        }
        catch (Exception fault)
        {
            Failed(fault, claimed.Lease.ExecutionId.Value, claimed.Lease.Attempts);
            await GiveBackAsync(claimed.Lease);
        }
    }

    private async Task GiveBackAsync(Lease lease)
    {
        try
        {
            await queue.GiveBackAsync(lease, CancellationToken.None);
        }
        catch (NpgsqlException unreachable)
        {
            // The heartbeat gives back what this process has forgotten.
            Failed(unreachable, lease.ExecutionId.Value, lease.Attempts);
        }
    }

    private async Task AdvanceAsync(ClaimedExecution claimed, CancellationToken lost)
    {
        var plan = await plans.GetAsync(claimed.Lease.OrganizationId, claimed.WorkflowId, claimed.Version, lost);
        claimed = await results.LoadAsync(claimed, plan, lost);
        var organization = await organizations.GetAsync(claimed.Lease.OrganizationId, lost);
        var context = new SegmentContext(claimed.Trigger, organization, time, Random.Shared.NextDouble);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(lost);
        try
        {
            await AdvanceAsync(claimed, plan, context, ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    // The token breaks off calls whose result nobody waits for any more.
    private async Task AdvanceAsync(ClaimedExecution claimed, WorkflowPlan plan, SegmentContext context, CancellationToken ended)
    {
        var calls = new List<Task<PerformedAttempt>>();
        PerformedAttempt? attempt = null;
        Signal signal = new Signal.Claimed();
        for (var (isFirst, overtaken) = (true, 0); ;)
        {
            var progress = await RunAsync(plan, claimed, signal, context, ended);
            var goesOn = progress.State.Ended is null && (progress.IsCutShort || calls.Count > 0 || progress.Calls.Any());
            var checkpoint = CheckpointMaker.Make(claimed, progress, attempt, isFirst, time.GetUtcNow()) with
            {
                ReleasesLease = !goesOn,
                GivesWay = goesOn && overtaken < MostOvertaken,
                TakesTurns = plan.Concurrency is not null,
            };
            var outcome = await WriteAsync(claimed, checkpoint, ended);
            if (outcome == CheckpointOutcome.Overtaken)
            {
                (claimed, overtaken) = (await queue.HearAsync(claimed, ended), overtaken + 1);
                continue;
            }

            if (outcome == CheckpointOutcome.Dropped || !goesOn)
            {
                break;
            }

            (isFirst, overtaken) = (false, 0);
            claimed = claimed with { State = progress.State, FiredTimers = [], Signals = [] };
            calls.AddRange(progress.Calls.Select(call => steps.PerformAsync(claimed, call, ended)));
            (attempt, signal) = (null, new Signal.Continued());
            if (!progress.IsCutShort)
            {
                var first = await Task.WhenAny(calls);
                calls.Remove(first);
                attempt = await first;
                signal = attempt.ToSignal(context.Jitter());
            }
        }
    }

    /// <summary>Finds out about what steps would start before it hands the checkpoint in: who writes for all waits for nobody.</summary>
    private async Task<CheckpointOutcome> WriteAsync(ClaimedExecution claimed, Checkpoint checkpoint, CancellationToken ct)
    {
        if (checkpoint.NewChildren.Count == 0)
            return await checkpoints.WriteAsync(checkpoint);

        var children = await starts.AskAsync(claimed, checkpoint.NewChildren, ct);
        var outcome = await checkpoints.WriteAsync(checkpoint with { NewChildren = children });
        if (outcome != CheckpointOutcome.Written)
            starts.GiveBack(children, claimed.Lease.OrganizationId);
        return outcome;
    }

    /// <summary>Takes in the signal, and after it what has happened meanwhile; whatever came of it may be thrown away.</summary>
    private async Task<Progress> RunAsync(
        WorkflowPlan plan, ClaimedExecution claimed, Signal signal, SegmentContext context, CancellationToken ct)
    {
        var progress = Progress.Of(Run(plan, claimed, claimed.State,
        [
            signal,
            .. claimed.Signals.Select(one => new Signal.Answered(one.Address, one.Answer)),
            .. claimed.FiredTimers.Select(address => new Signal.TimerFired(address)),
        ],
            context));
        Token[] starts = [.. progress.Opened<Awaited.Execution>().Select(wait => wait.Token)];
        return starts.Length == 0 || await authorities.HoldsAsync(claimed, ct)
            ? progress
            : progress.Then(Run(plan, claimed, progress.State, starts.Select(start => new Signal.StepEnded(start, new StepResult.Parked(ParkedReasons.AuthorityLost))), context));
    }

    private SegmentResult Run(
        WorkflowPlan plan, ClaimedExecution claimed, ExecutionState state, IEnumerable<Signal> signals, SegmentContext context)
    {
        var segment = StepSignals.Trace(claimed.Lease.ExecutionId.Value, () => Segment.Run(plan, state, signals, context));
        foreach (var fault in segment.Faults)
        {
            StepFailed(fault.Exception, fault.Type, claimed.Lease.ExecutionId.Value, fault.Token.Address);
        }

        return segment;
    }

    [LoggerMessage(LogLevel.Information, "Execution {ExecutionId} is left to others")]
    private partial void Abandoned(Guid executionId);

    [LoggerMessage(LogLevel.Error, "What was kept of execution {ExecutionId} cannot be read; it is parked")]
    private partial void Unreadable(Exception exception, Guid executionId);

    [LoggerMessage(LogLevel.Error, "Execution {ExecutionId} could not be moved on (attempt {Attempt})")]
    private partial void Failed(Exception exception, Guid executionId, int attempt);

    [LoggerMessage(LogLevel.Error, "A step of kind {Type} has a mistake: execution {ExecutionId} at {Step}")]
    private partial void StepFailed(Exception exception, string type, Guid executionId, string step);
}
