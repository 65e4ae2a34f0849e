using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Plans;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Runs the first segment of an execution before it is booked, and books it together with what came of it: one
/// transaction, shared with whoever starts at the same time, and no place in the queue. A segment has no effect, so one
/// that needs more than memory is forgotten and the execution goes the ordinary way. Only in a process that has a worker.
/// </summary>
internal sealed class InlineStarts(PlanCache plans, OrganizationFacts organizations, TimeProvider clock, CheckpointWriter? checkpoints = null)
{
    /// <summary>Whether it was booked, false when its dedupe key is taken; null when it must go the ordinary way.</summary>
    public async Task<bool?> TryAsync(NewExecution start, CancellationToken ct)
    {
        if (checkpoints is not { IsRunning: true } || start.Turn is not null)
        {
            return null;
        }

        var plan = await plans.GetAsync(start.OrganizationId, start.WorkflowId, start.Version, ct);
        if (!plan.BeginsInMemory)
        {
            return null;
        }

        var facts = await organizations.GetAsync(start.OrganizationId, ct);
        var context = new SegmentContext(start.Trigger, facts, clock, Random.Shared.NextDouble);
        var segment = StepSignals.Trace(start.Id.Value, () => Segment.Run(plan, ExecutionState.New, new Signal.Claimed(), context));
        if (segment.State.Ended is null || segment.Faults.Count > 0)
        {
            return null;
        }

        var claimed = new ClaimedExecution(
            new Lease(start.OrganizationId, start.Id, Fence: 0, Attempts: 1), start.WorkflowId, start.Version, start.Trigger, start.Cause, segment.State, [], []);
        var checkpoint = CheckpointMaker.Make(claimed, Progress.Of(segment), attempt: null, isFirst: true, clock.GetUtcNow());
        return await checkpoints.WriteAsync(checkpoint with { Birth = start }) == CheckpointOutcome.Written;
    }
}
