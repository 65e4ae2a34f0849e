using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Workflows.Quotas;

/// <summary>
/// How many runs the organization may begin and have under way, and how many it did and has. Of all its workflows together,
/// so only for those who see the runs of all.
/// </summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed record GetWorkflowQuotas : IQuery<QuotasInUse>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

/// <param name="ExecutionsPerDay">Runs that began today (UTC).</param>
/// <param name="Unfinished">Runs that have not ended: queued, running, waiting or set aside.</param>
public sealed record QuotasInUse(QuotaInUse ExecutionsPerDay, QuotaInUse Unfinished);

/// <param name="Limit">As many as may be; null when there is no bound.</param>
/// <param name="Used">How many there are; where an organization reads of its own, no more of those under way are counted than the limit, or 10,000 without one.</param>
public sealed record QuotaInUse(long? Limit, long Used)
{
    public bool IsReached => Used >= Limit;
}

internal sealed class GetWorkflowQuotasHandler(IWorkflowQuotas quotas, ICurrentPrincipal principal) : IHandler<GetWorkflowQuotas, QuotasInUse>
{
    public async Task<Result<QuotasInUse>> Handle(GetWorkflowQuotas request, CancellationToken cancellationToken) =>
        principal.Current.Rights.Reach(Permissions.Executions.Read).IsEverything
            ? await quotas.ReadAsync(cancellationToken)
            : AccessErrors.NotForThis(Permissions.Executions.Read);
}
