using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

internal sealed class LedgerChecks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ILedgerChecks
{
    public async Task<bool> TakeAsync(DateOnly day, CancellationToken ct) => await context.Database.ExecuteSqlAsync(
        $"INSERT INTO ledger_checks (organization_id, day, checked_at) VALUES ({tenant.OrganizationId.Value}, {day}, app_now()) ON CONFLICT DO NOTHING", ct) == 1;
}
