using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>One step of an execution, with its input and output whole.</summary>
/// <param name="Id">Of the execution.</param>
/// <param name="Key">Of the step.</param>
/// <param name="Path">The iteration of the loops around it, such as <c>each[3]</c>.</param>
[RequirePermission(Permissions.Executions.Read)]
public sealed record GetExecutionStep(WorkflowExecutionId Id, string Key, string? Path = null) : IQuery<ExecutionStep>, IOnExecution;

internal sealed class GetExecutionStepHandler(IExecutionReads reads, ICurrentPrincipal principal) : IHandler<GetExecutionStep, ExecutionStep>
{
    public async Task<Result<ExecutionStep>> Handle(GetExecutionStep request, CancellationToken cancellationToken) =>
        await reads.FindStepAsync(request.Id, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read), request.Key, request.Path, cancellationToken) is { } step ? step : Error.NotFound("step");
}
