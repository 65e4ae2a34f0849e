using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Whether the account of each subledger holds what its documents come to.</summary>
internal sealed class ControlAccounts(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IEnumerable<ISubledger> subledgers) : ILedgerCheck, IControlAccounts
{
    public async Task<IReadOnlyList<LedgerFault>> FindAsync(CancellationToken ct)
    {
        var faults = new List<LedgerFault>();
        foreach (var subledger in subledgers)
        {
            var compared = (await ReadAsync(subledger, ct))[0];
            if (compared.Open != compared.Held)
                faults.Add(new("control", compared.AccountId, $"{subledger.Name} is {Amount(compared.Open)} by the documents, and {Amount(compared.Held)} by their entries in the account."));
        }

        return faults;
    }

    public async Task<bool> HasOpenItemsAsync(PostingRole role, CancellationToken ct)
    {
        if (subledgers.SingleOrDefault(one => one.Role == role) is not { } subledger)
            return false;

        var sql = $"""SELECT ({subledger.IsAnyOpen.Replace("$1", "@organization", StringComparison.Ordinal)}) AS "Value" """;
        return (await context.Database.SqlQueryRaw<bool>(sql, new NpgsqlParameter<Guid>("organization", tenant.OrganizationId.Value)).ToListAsync(ct))[0];
    }

    // Reversals belong to whatever they take back.
    private Task<List<Compared>> ReadAsync(ISubledger subledger, CancellationToken ct)
    {
        var sql = $"""
            SELECT (SELECT account_id FROM posting_accounts WHERE organization_id = @organization AND role = @role) AS account_id,
                ({subledger.OpenItems.Replace("$1", "@organization", StringComparison.Ordinal)})::bigint AS open,
                COALESCE((
                    SELECT sum(p.amount_minor) FROM postings p
                    JOIN journal_entries e ON e.organization_id = p.organization_id AND e.id = p.entry_id
                    LEFT JOIN journal_entries o ON o.organization_id = e.organization_id AND o.id = e.reverses
                    WHERE p.organization_id = @organization AND (COALESCE(o.source, e.source) = ANY (@sources) OR EXISTS (
                            SELECT FROM bank_transactions t
                            WHERE t.organization_id = @organization AND t.entry_id = e.id AND {(subledger.BankLines is { } column ? $"t.{column} IS NOT NULL" : "false")}))
                        AND p.account_id IN (
                            SELECT id FROM accounts WHERE organization_id = @organization AND subtype = @subtype
                            UNION SELECT account_id FROM posting_accounts WHERE organization_id = @organization AND role = @role)), 0)::bigint AS held
            """;
        return context.Database.SqlQueryRaw<Compared>(
            sql, new NpgsqlParameter<Guid>("organization", tenant.OrganizationId.Value), new NpgsqlParameter<string>("role", Words.Of(subledger.Role)),
            new NpgsqlParameter<string>("subtype", Words.Of(subledger.Subtype)),
            new NpgsqlParameter<string[]>("sources", [.. subledger.Sources.Select(Words.Of)])).ToListAsync(ct);
    }

    private string Amount(long minor) => new Money(minor, tenant.Tenant!.BaseCurrency).ToString();

    private sealed record Compared(Guid? AccountId, long Open, long Held);
}
