using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

internal sealed class LedgerChecks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ILedgerChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public async Task<bool> TakeAsync(DateOnly day, CancellationToken ct) => await context.Database.ExecuteSqlAsync(
        $"INSERT INTO ledger_checks (organization_id, day, checked_at) VALUES ({tenant.OrganizationId.Value}, {day}, app_now()) ON CONFLICT DO NOTHING", ct) == 1;

    public async Task<(long Entries, long Postings)> BeginAsync(CancellationToken ct)
    {
        context.Database.SetCommandTimeout(Patience);
        var counted = (await context.Database.SqlQuery<CountRow>($"""
            SELECT (SELECT count(*) FROM journal_entries WHERE organization_id = {tenant.OrganizationId.Value}) AS entries,
                (SELECT count(*) FROM postings WHERE organization_id = {tenant.OrganizationId.Value}) AS postings
            """).ToListAsync(ct))[0];
        return (counted.Entries, counted.Postings);
    }

    private sealed record CountRow(long Entries, long Postings);
}
