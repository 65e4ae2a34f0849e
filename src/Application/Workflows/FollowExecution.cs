using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>
/// What happens to an execution, as server-sent events: <c>step</c> for each change of a step, <c>state</c> for each of the
/// whole, <c>end</c> when it has ended. With <c>Last-Event-ID</c> it goes on where an earlier call stopped.
/// </summary>
/// <param name="Id">Which execution.</param>
/// <param name="After">The place in its history after which to tell.</param>
[RequirePermission(Permissions.Executions.Read)]
public sealed record FollowExecution(WorkflowExecutionId Id, long After = 0) : IQuery<ExecutionNews>, IOnExecution
{
    /// <summary>Changes at once.</summary>
    public const int Most = 200;
}

/// <param name="Status">Of the whole.</param>
/// <param name="FailedStep">Its key.</param>
/// <param name="Error"><c>{class, code, message}</c>.</param>
/// <param name="Steps">The oldest change first.</param>
/// <param name="HasMore">There are more changes by now.</param>
public sealed record ExecutionNews(ExecutionStatus Status, string? FailedStep, JsonElement? Error, IReadOnlyList<StepNews> Steps, bool HasMore);

/// <param name="Position">In the history.</param>
/// <param name="Key">Of the step.</param>
/// <param name="Path">The iteration of the loops around it.</param>
/// <param name="Attempt">Which try.</param>
/// <param name="Status">What became of it.</param>
/// <param name="At">When.</param>
/// <param name="DurationMs">Of an end.</param>
/// <param name="Error"><c>{class, code, message}</c>.</param>
public sealed record StepNews(
    long Position, string Key, string Path, int Attempt, StepStatus Status, DateTimeOffset At, double? DurationMs, JsonElement? Error);

internal sealed class FollowExecutionHandler(IExecutionReads reads, ICurrentPrincipal principal) : IHandler<FollowExecution, ExecutionNews>
{
    public async Task<Result<ExecutionNews>> Handle(FollowExecution request, CancellationToken cancellationToken)
    {
        var reach = ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read);
        return await reads.NewsAsync(request.Id, reach, request.After, FollowExecution.Most, cancellationToken) is { } news
            ? news
            : Error.NotFound("execution");
    }
}
