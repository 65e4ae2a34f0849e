using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Documents;

/// <summary>What customers owed in other currencies at the end of a day, or what was owed to vendors, less the credits.</summary>
/// <param name="context">In its transaction.</param>
/// <param name="tenant">Whose.</param>
/// <param name="postingAccounts">Where it is kept.</param>
/// <param name="role">In which account.</param>
/// <param name="sign">1 where what is open is a debit of it, -1 where it is a credit.</param>
/// <param name="open">What was open, as <see cref="Aging"/> takes it.</param>
internal abstract class ForeignOpenItems(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IPostingAccounts postingAccounts, PostingRole role, int sign, string open) : IForeignHoldings
{
    public async Task<IReadOnlyList<ForeignHolding>> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var @base = tenant.Tenant!.BaseCurrency;
        var sql = $$"""
            SELECT currency, sum(CASE WHEN due_date IS NULL THEN -original ELSE original END)::bigint AS original_minor,
                sum(CASE WHEN due_date IS NULL THEN -minor ELSE minor END)::bigint AS kept_minor
            FROM ({{open}}) item WHERE currency <> {2} GROUP BY currency
            """;
        var rows = await context.Database.SqlQueryRaw<Row>(sql, tenant.OrganizationId.Value, day, @base.Code).ToListAsync(ct);
        if (rows.Count == 0)
            return [];

        var account = (await postingAccounts.ReadAsync(ct))[role];
        return [.. rows.Select(row => new ForeignHolding(account, new Money(sign * row.OriginalMinor, Currency.Of(row.Currency)), new Money(sign * row.KeptMinor, @base)))];
    }

    private sealed record Row(string Currency, long OriginalMinor, long KeptMinor);
}
