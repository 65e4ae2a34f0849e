using Financbase.Application.Sales;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Sales;

/// <summary>Tells of invoices whose last day to pay is over. What was told is kept, so it may run as often as it likes.</summary>
[PlatformJob]
public sealed class OverdueInvoices(EachOrganization organizations)
{
    private const int AtOnce = 500;

    [JobDisplayName("Tell of overdue invoices")]
    public Task TellAsync(CancellationToken ct) =>
        organizations.SendAsync(() => new TellOverdueInvoices(AtOnce), ct, again: told => told == AtOnce);
}
