using Financbase.Application.Expenses;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Expenses;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Expenses;

internal sealed class ExpenseBooks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IExpenses
{
    private const string Columns = """
        x.id, x.spent_on, x.payee, x.purpose, x.status, x.account_id, a.code AS account_code, a.name AS account_name, a.type AS account_type, x.paid_by, x.person_id,
            x.currency, x.net_minor, x.tax_minor, x.gross_minor, x.owed_base_minor
        """;

    private const string From = """
        FROM expenses x JOIN accounts a ON a.organization_id = x.organization_id AND a.id = x.account_id
        WHERE x.organization_id = {0}
        """;

    // Followed by a column of people and a bracket.
    private const string EmailOf = "(SELECT u.email FROM memberships p JOIN users u ON u.id = p.user_id WHERE p.organization_id = x.organization_id AND p.user_id = x.";

    // Followed by what the entry was posted for and a bracket.
    private const string EntryOf = """
        (SELECT e.id FROM journal_entries e WHERE e.organization_id = x.organization_id AND e.source = 'expense' AND e.source_id = x.id AND e.source_kind =
        """;

    private static readonly Keyset<ExpenseRow, Guid> Orders = new Keyset<ExpenseRow, Guid>(ListExpenses.Sorts, row => row.Id)
        .By("spentOn", row => row.SpentOn).By("payee", row => row.Payee);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(ExpenseId id, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"SELECT FROM expenses WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public Task StoreAsync(CancellationToken ct) => context.SaveChangesAsync(ct);

    public async Task<Page<ExpenseSummary>> ListAsync(ExpenseFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<ExpenseRow>(
            $"""
            SELECT {Columns}, {EmailOf}person_id) AS person_email,
                (SELECT count(*)::int FROM attachments f WHERE f.organization_id = x.organization_id AND f.expense_id = x.id) AS files
            {From} AND ({"{1}"} = '' OR x.payee ILIKE {"{1}"} OR x.purpose ILIKE {"{1}"}) AND ({"{2}"} = '' OR x.status = {"{2}"}) AND ({"{3}"} = '' OR x.paid_by = {"{3}"})
                AND ({"{4}"}::uuid IS NULL OR x.person_id = {"{4}"}) AND ({"{5}"}::uuid IS NULL OR x.account_id = {"{5}"}) AND x.spent_on BETWEEN {"{6}"} AND {"{7}"}
            """,
            Organization, LikePattern.Containing(filter.Text) ?? "", filter.Status is { } status ? Words.Of(status) : "", filter.PaidBy is { } payer ? Words.Of(payer) : "",
            Id("person", filter.Person?.Value), Id("account", filter.Account?.Value), filter.From ?? DateOnly.MinValue, filter.To ?? DateOnly.MaxValue);
        var @base = tenant.Tenant!.BaseCurrency;
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary(@base));
    }

    public async Task<ExpenseView?> FindAsync(ExpenseId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQueryRaw<WholeExpenseRow>(
            $"""
            SELECT {Columns}, {EmailOf}person_id) AS person_email, 0 AS files, x.vendor_id, v.name AS vendor_name, x.tax_rate_id, x.taxes::text AS taxes,
                x.money_account_id, m.code AS money_code, m.name AS money_name, m.type AS money_type,
                x.entered_by, {EmailOf}entered_by) AS entered_email, x.submitted_by, {EmailOf}submitted_by) AS submitted_email,
                x.decided_by, {EmailOf}decided_by) AS decided_email, x.submitted_at, x.decided_at, x.reason, x.posted_on,
                {EntryOf} 'approve') AS journal_entry_id, (
                    SELECT COALESCE(jsonb_agg(part || jsonb_build_object('journalEntryId', {EntryOf} 'repay-' || replace(part ->> 'id', '-', ''))) ORDER BY place), '[]')::text
                    FROM jsonb_array_elements(x.reimbursements) WITH ORDINALITY AS parts (part, place)) AS reimbursements,
                x.project_id, (SELECT p.code || ' ' || p.name FROM projects p WHERE p.organization_id = x.organization_id AND p.id = x.project_id) AS project
            FROM expenses x JOIN accounts a ON a.organization_id = x.organization_id AND a.id = x.account_id
            LEFT JOIN accounts m ON m.organization_id = x.organization_id AND m.id = x.money_account_id
            LEFT JOIN vendors v ON v.organization_id = x.organization_id AND v.id = x.vendor_id
            WHERE x.organization_id = {"{0}"} AND x.id = {"{1}"}
            """,
            Organization, id.Value).ToListAsync(ct);
        return found is [var row] ? row.ToView(tenant.Tenant!.BaseCurrency) with { Duplicates = await FindTwinsAsync(id, ct) } : null;
    }

    public async Task<IReadOnlyList<ExpenseTwin>> FindTwinsAsync(ExpenseId id, CancellationToken ct)
    {
        var rows = await context.Database.SqlQueryRaw<ExpenseTwinRow>(
            $"""
            SELECT x.id, x.status, x.purpose, x.person_id, {EmailOf}person_id) AS person_email
            FROM expenses t JOIN expenses x ON x.organization_id = t.organization_id AND x.id <> t.id AND x.spent_on = t.spent_on AND x.gross_minor = t.gross_minor
                AND x.currency = t.currency AND lower(x.payee) = lower(t.payee)
            WHERE t.organization_id = {"{0}"} AND t.id = {"{1}"} AND x.status NOT IN ('rejected', 'void') ORDER BY x.id LIMIT 10
            """,
            Organization, id.Value).ToListAsync(ct);
        return [.. rows.Select(row => row.ToView())];
    }

    // An address is told while its owner is a member.
    private static NpgsqlParameter Id(string name, Guid? value) => new(name, NpgsqlDbType.Uuid) { Value = (object?)value ?? DBNull.Value };
}
