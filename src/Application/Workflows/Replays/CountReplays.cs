using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Replays;

/// <summary>How many executions <see cref="BulkReplay"/> would repeat now; at most one more than it may.</summary>
[RequirePermission(Permissions.Executions.Manage)]
public sealed record CountReplays(WorkflowId Id, ReplayFilter Filter) : IQuery<int>, IOnWorkflow;

internal sealed class CountReplaysHandler(IReplays replays, IRepository<Workflow> workflows, ICurrentPrincipal principal) : IHandler<CountReplays, int>
{
    public async Task<Result<int>> Handle(CountReplays request, CancellationToken cancellationToken)
    {
        if (await workflows.FindAsync(request.Id, cancellationToken) is null)
            return Error.NotFound("workflow");
        if (request.Filter.Mistake is { } mistake)
            return mistake;
        return (await replays.CountAsync(
            request.Id, request.Filter, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Manage), cancellationToken)).Matching;
    }
}
