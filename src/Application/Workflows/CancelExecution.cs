using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Ends an execution whatever it is doing. A call that is already under way cannot be called back.</summary>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow_execution.cancel", "Cancelled a workflow run")]
public sealed record CancelExecution(WorkflowExecutionId Id) : ICommand<Done>, IOnExecution;

internal sealed class CancelExecutionHandler(IExecutionReads reads, IExecutionCanceller canceller, ICurrentPrincipal principal)
    : IHandler<CancelExecution, Done>
{
    public async Task<Result<Done>> Handle(CancelExecution request, CancellationToken cancellationToken)
    {
        if (!await reads.ExistsAsync(request.Id, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Manage), cancellationToken))
            return Error.NotFound("execution");

        return await canceller.CancelAsync(request.Id, cancellationToken) switch
        {
            CancelOutcome.Cancelled => new Done(),
            CancelOutcome.AlreadyEnded => WorkflowsErrors.ExecutionEnded,
            CancelOutcome.NotFound => Error.NotFound("execution"),
        };
    }
}
