using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;

namespace Financbase.Application.Organizations;

/// <summary>How the organization stands right now, in counts of what the reader may see.</summary>
[RequirePermission(Permissions.Organization.Read)]
public sealed record GetOverview : IQuery<Overview>;

/// <param name="BankAccounts">All that the reader may see.</param>
/// <param name="Lines">Bank lines ever imported and not undone.</param>
/// <param name="ToReview">Of those, the ones that nobody has looked at.</param>
/// <param name="PublishedWorkflows">Those that start by themselves.</param>
/// <param name="Succeeded">Executions created in the last 24 hours that succeeded.</param>
/// <param name="Failed">Executions created in the last 24 hours that failed or were parked.</param>
/// <param name="Unfinished">Executions queued, running or waiting now.</param>
public sealed record Overview(
    long BankAccounts, long Lines, long ToReview, long PublishedWorkflows, long Succeeded, long Failed, long Unfinished);

/// <summary>Counts the current organization's rows, in the current transaction.</summary>
public interface IOverviewReport
{
    Task<Overview> ReadAsync(Reach accounts, Reach workflows, ExecutionReach executions, CancellationToken ct);
}

internal sealed class GetOverviewHandler(IOverviewReport report, ICurrentPrincipal principal) : IHandler<GetOverview, Overview>
{
    public async Task<Result<Overview>> Handle(GetOverview request, CancellationToken cancellationToken)
    {
        var rights = principal.Current.Rights;
        return await report.ReadAsync(
            rights.Reach(Permissions.Banking.Read), rights.Reach(Permissions.Workflows.Read), ExecutionReach.Of(rights, Permissions.Executions.Read), cancellationToken);
    }
}
