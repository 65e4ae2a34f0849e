using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Workflows.Statistics;

/// <summary>How workflows did in the last seven days, those with the most trouble first.</summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed record ListWorkflowHealth : IQuery<HealthOfWorkflows>, IConcerns
{
    public const int Days = 7;

    public const int Most = 6;

    Resource? IConcerns.Concerned => null;
}

public sealed record HealthOfWorkflows(IReadOnlyList<WorkflowHealth> Workflows);

/// <param name="Id">Of the workflow.</param>
/// <param name="Name">Its name.</param>
/// <param name="Figures">Of the last seven days.</param>
public sealed record WorkflowHealth(Guid Id, string Name, RunFigures Figures);

internal sealed class ListWorkflowHealthHandler(IWorkflowStatistics statistics, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<ListWorkflowHealth, HealthOfWorkflows>
{
    public async Task<Result<HealthOfWorkflows>> Handle(ListWorkflowHealth request, CancellationToken cancellationToken)
    {
        var from = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1 - ListWorkflowHealth.Days);
        var rights = principal.Current.Rights;
        var reach = rights.Reach(Permissions.Workflows.Read).And(rights.Reach(Permissions.Executions.Read));
        return new HealthOfWorkflows(await statistics.HealthAsync(reach, from, ListWorkflowHealth.Most, cancellationToken));
    }
}
