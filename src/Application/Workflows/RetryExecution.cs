using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>
/// Repeats an execution that has ended, as a new one with the same data. From the step that failed it keeps what had
/// succeeded, and calls under the same idempotency keys; from the start or from another step its calls are new ones.
/// </summary>
/// <param name="Id">The one that is repeated.</param>
/// <param name="From"><c>start</c>, <c>failed</c>, or the key of a step outside loops that had begun.</param>
/// <param name="Version">The version to run.</param>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow_execution.retry", "Repeated a workflow run")]
public sealed record RetryExecution(WorkflowExecutionId Id, string From, RepeatVersion Version = RepeatVersion.Original) : ICommand<StartedExecution>, IOnExecution;

internal sealed class RetryExecutionHandler(Repetitions repetitions) : IHandler<RetryExecution, StartedExecution>
{
    public async Task<Result<StartedExecution>> Handle(RetryExecution request, CancellationToken cancellationToken) =>
        await repetitions.RepeatAsync(request.Id, request.From, request.Version, key: null, cancellationToken);
}
