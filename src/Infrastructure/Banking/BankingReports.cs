using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

internal sealed class BankingReports(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault) : IBankingReports
{
    private static readonly Keyset<BankAccountRow, Guid> AccountOrders = new Keyset<BankAccountRow, Guid>(ListBankAccounts.Sorts, row => row.Id)
        .By("name", row => row.Name).By("unreviewed", row => row.Unreviewed);

    private static readonly Keyset<StatementImportRow, Guid> ImportOrders =
        new Keyset<StatementImportRow, Guid>(ListStatementImports.Sorts, row => row.Id)
            .By("importedAt", row => row.ImportedAt).By("fileName", row => row.FileName);

    private const string Accounts = """
        SELECT a.id, a.name, a.currency, a.iban_sealed, a.number_sealed, a.csv_profile::text AS csv_profile,
            COALESCE(l.lines, 0)::int AS lines, COALESCE(l.unreviewed, 0)::int AS unreviewed, COALESCE(l.amount_minor, 0)::bigint AS total_minor,
            g.id AS ledger_id, g.code AS ledger_code, g.name AS ledger_name, g.type AS ledger_type,
            (SELECT max(t.date) FROM bank_transactions t
                WHERE t.organization_id = a.organization_id AND t.bank_account_id = a.id) AS last_date,
            (SELECT max(i.imported_at) FROM statement_imports i
                WHERE i.organization_id = a.organization_id AND i.bank_account_id = a.id AND i.state = 'imported') AS last_import_at
        FROM bank_accounts a
        LEFT JOIN bank_account_totals l ON l.organization_id = a.organization_id AND l.bank_account_id = a.id
        LEFT JOIN accounts g ON g.organization_id = a.organization_id AND g.id = a.ledger_account_id
        WHERE a.organization_id = {0}
        """;

    public async Task<Page<BankAccountView>> ListAccountsAsync(Reach reach, string? text, BankAccountState? state, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<BankAccountRow>(
            $"{Accounts} AND (a.id = ANY ({{1}})) <> {{2}} AND ({{3}} = '' OR a.name ILIKE {{3}}) AND ({{4}} = '' OR ({{4}} = 'to_review') = (COALESCE(l.unreviewed, 0) > 0))",
            tenant.OrganizationId.Value, reach.Ids.ToArray(), reach.IsOpen, LikePattern.Containing(text) ?? "", state is { } wanted ? Words.Of(wanted) : "");
        return (await AccountOrders.ReadAsync(found, page, ct)).Select(row => row.ToView(vault, tenant.OrganizationId));
    }

    public async Task<BankAccountView?> FindAccountAsync(BankAccountId id, CancellationToken ct)
    {
        var rows = await context.Database
            .SqlQueryRaw<BankAccountRow>($"{Accounts} AND a.id = {{1}}", tenant.OrganizationId.Value, id.Value)
            .ToListAsync(ct);
        return rows.SingleOrDefault()?.ToView(vault, tenant.OrganizationId);
    }

    public async Task<Page<BankTransactionView>> ListTransactionsAsync(
        Reach reach, BankTransactionFilter filter, BankTransactionOrder order, PageRequest page, CancellationToken ct)
    {
        var query = BankTransactionQuery.For(tenant.OrganizationId, reach, filter, order, page);
        var rows = await context.Database.SqlQueryRaw<BankTransactionRow>(query.Sql, query.Parameters).ToListAsync(ct);
        return Page<BankTransactionView>.From([.. rows.Select(row => row.ToView())], page, line => [BankTransactionQuery.Key(line, order), line.Id]);
    }

    public async Task<Page<StatementImportSummary>> ListImportsAsync(
        BankAccountId account, string? text, StatementImportState? state, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<StatementImportRow>(
            """
            SELECT id, file_name, format, state, imported, duplicates, rejected_count, last_day, imported_at, undone_at, statements_sealed
            FROM statement_imports
            WHERE organization_id = {0} AND bank_account_id = {1} AND ({2} = '' OR file_name ILIKE {2}) AND ({3} = '' OR state = {3})
            """,
            tenant.OrganizationId.Value, account.Value, LikePattern.Containing(text) ?? "", state?.ToString().ToLowerInvariant() ?? "");
        return (await ImportOrders.ReadAsync(found, page, ct)).Select(row => row.ToView(vault, tenant.OrganizationId));
    }
}
