using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Repeats executions within the caller's reach.</summary>
internal sealed class Repetitions(IExecutionReads reads, IExecutionRepeater repeater, IRepository<Workflow> workflows, ICurrentPrincipal principal)
{
    /// <param name="id">The one that is repeated.</param>
    /// <param name="from"><c>start</c>, <c>failed</c>, or the key of a step.</param>
    /// <param name="version">The version to run.</param>
    /// <param name="key">Asked for twice with the same key, it happens once; null for each time.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Result<StartedExecution>> RepeatAsync(WorkflowExecutionId id, string from, RepeatVersion version, string? key, CancellationToken ct)
    {
        if (!await reads.ExistsAsync(id, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Manage), ct))
            return Error.NotFound("execution");
        if (string.IsNullOrWhiteSpace(from))
            return Error.Validation("from", "Say start, failed, or the key of a step.");

        var original = (await repeater.FindAsync(id, ct))!;
        // A person may run again what has run, also while its workflow is paused or archived; many at once are held up by that.
        var current = version == RepeatVersion.Current || key is not null ? (await workflows.FindAsync(original.Workflow, ct))!.VersionToRun() : default(int?);
        var number = version == RepeatVersion.Current ? current!.Value : original.Version;
        return await repeater.RepeatAsync(new ExecutionRepeat(id, new RepeatFrom(from), number, key), ct) is { } booked
            ? new StartedExecution(booked.Value)
            : WorkflowsErrors.LeftOut;
    }
}
