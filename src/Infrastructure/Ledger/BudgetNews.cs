using Financbase.Application.Ledger;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Tells of expenses that come near their budgets. What was told is kept, so it may run as often as it likes.</summary>
[PlatformJob]
public sealed class BudgetNews(EachOrganization organizations, TimeProvider clock)
{
    private const int AtOnce = 500;

    [JobDisplayName("Compare expenses with budgets")]
    public Task TellAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return organizations.SendAsync(() => new TellBudgets(today, AtOnce), ct, again: told => told >= AtOnce);
    }
}
