using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>
/// Tries an execution again as it stands, from its last checkpoint, that was set aside as <c>poison</c> because the engine
/// could not move it on. Where one of its steps is parked, that is resolved instead.
/// </summary>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow_execution.continue", "Let a workflow run that was set aside go on")]
public sealed record ContinueExecution(WorkflowExecutionId Id) : ICommand<StartedExecution>, IOnExecution;

internal sealed class ContinueExecutionHandler(IExecutionReads reads, IStepResolver resolver, ICurrentPrincipal principal)
    : IHandler<ContinueExecution, StartedExecution>
{
    public async Task<Result<StartedExecution>> Handle(ContinueExecution request, CancellationToken cancellationToken)
    {
        if (!await reads.ExistsAsync(request.Id, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Manage), cancellationToken))
            return Error.NotFound("execution");
        return await resolver.ContinueAsync(request.Id, cancellationToken) ? new StartedExecution(request.Id.Value) : WorkflowsErrors.NotSetAside;
    }
}
