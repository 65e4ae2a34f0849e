using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>What an execution has told, the oldest line first.</summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed record GetExecutionLogs(WorkflowExecutionId Id, PageRequest Page) : IQuery<Page<ExecutionLogLine>>, IOnExecution, ISorted
{
    public static Sorts Sorts { get; } = new("at");
}

/// <summary><c>Level</c> is <c>info</c>, <c>warning</c> or <c>error</c>; <c>Step</c> the key of the step that it is about, if any.</summary>
public sealed record ExecutionLogLine(Guid Id, DateTimeOffset At, string Level, string? Step, string Message);

internal sealed class GetExecutionLogsHandler(IExecutionReads reads, ICurrentPrincipal principal) : IHandler<GetExecutionLogs, Page<ExecutionLogLine>>
{
    public async Task<Result<Page<ExecutionLogLine>>> Handle(GetExecutionLogs request, CancellationToken cancellationToken) =>
        await reads.LogsAsync(request.Id, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read), request.Page, cancellationToken) is { } page ? page : Error.NotFound("execution");
}
