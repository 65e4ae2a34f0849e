using Financbase.Application.Ledger;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Works out every organization’s books anew each night. A day is looked at once, however often it runs.</summary>
[PlatformJob]
public sealed class LedgerWatch(EachOrganization organizations, TimeProvider clock)
{
    [JobDisplayName("Work the books out anew")]
    public Task WatchAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return organizations.SendAsync(() => new TellLedgerFaults(today), ct);
    }
}
