using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Sales;

/// <summary>
/// Tells of invoices whose last day to pay is over, organization by organization, each behind its own walls. What was told is kept,
/// so it may run as often as it likes; an organization that fails is tried again the next time and holds up no other.
/// </summary>
[PlatformJob]
public sealed partial class OverdueInvoices(DataSources dataSources, IServiceScopeFactory scopes, ILogger<OverdueInvoices> logger)
{
    private const int AtOnce = 500;

    [JobDisplayName("Tell of overdue invoices")]
    public async Task TellAsync(CancellationToken ct)
    {
        foreach (var organization in await ActiveAsync(ct))
        {
            try
            {
                while (await TellAsync(organization, ct) == AtOnce)
                    ct.ThrowIfCancellationRequested();
            }
            catch (Exception failed) when (!ct.IsCancellationRequested)
            {
                NotTold(failed, organization.Value);
            }
        }
    }

    private async Task<int> TellAsync(OrganizationId organization, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IMultiTenantStore>().FindByIdAsync(organization, ct) is not { } found)
            return 0;

        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(found);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(Principal.Platform);
        var told = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new TellOverdueInvoices(AtOnce), ct);
        return told.Match(count => count, error => throw new InvalidOperationException(error.Message));
    }

    private async Task<IReadOnlyList<OrganizationId>> ActiveAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("SELECT id FROM organizations WHERE state = 'active' ORDER BY id");
        await using var row = await command.ExecuteReaderAsync(ct);
        var active = new List<OrganizationId>();
        while (await row.ReadAsync(ct))
            active.Add(new OrganizationId(row.GetGuid(0)));
        return active;
    }

    [LoggerMessage(LogLevel.Error, "Organization {OrganizationId} could not be told of overdue invoices; it is tried again")]
    private partial void NotTold(Exception exception, Guid organizationId);
}
