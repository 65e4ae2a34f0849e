using Financbase.Application.Banking;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

/// <summary>
/// A rule is certain as far as somebody said so. A transfer is likelier the nearer the two days are. Where lines of the same party
/// went before counts by how many of the last ones went there.
/// </summary>
internal sealed class LineSuggestions(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ILineSuggestions
{
    private const int DaysApart = 7;
    private const int LinesOfHistory = 20;
    private const int MostDocuments = 5;

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<IReadOnlyList<LineSuggestion>> FindAsync(BankTransaction line, Reach reach, CancellationToken ct) =>
        [.. await FromRulesAsync(line, ct), .. await FromTransfersAsync(line, reach, ct), .. await FromHistoryAsync(line, ct)];

    public async Task<IReadOnlyList<LineSuggestion>> FindInvoicesAsync(BankTransaction line, CancellationToken ct) => line.Amount.Minor <= 0 ? [] :
    [
        .. (await FindOpenAsync("""
            SELECT i.id, i.number, i.customer_id AS party_id, c.name AS party_name, i.open_minor, i.due_date
            FROM invoices i JOIN customers c ON c.organization_id = i.organization_id AND c.id = i.customer_id
            WHERE i.organization_id = {0} AND i.kind = 'invoice' AND i.status IN ('finalized', 'sent') AND i.open_minor > 0 AND i.currency = {1}
            """, line, ct)).Select(row => new LineSuggestion(
                SuggestionKind.Invoice, row.Score, row.Reason("comes from", "owes", "invoice"),
                Invoice: new(new(row.Id), row.Number, new(new(row.PartyId), row.PartyName), new Money(row.OpenMinor, line.Amount.Currency), row.DueDate))),
    ];

    public async Task<IReadOnlyList<LineSuggestion>> FindBillsAsync(BankTransaction line, CancellationToken ct) => line.Amount.Minor >= 0 ? [] :
    [
        .. (await FindOpenAsync("""
            SELECT b.id, b.number, b.vendor_id AS party_id, v.name AS party_name, b.open_minor, b.due_date
            FROM bills b JOIN vendors v ON v.organization_id = b.organization_id AND v.id = b.vendor_id
            WHERE b.organization_id = {0} AND b.status = 'approved' AND b.open_minor > 0 AND b.currency = {1}
            """, line, ct)).Select(row => new LineSuggestion(
                SuggestionKind.Bill, row.Score, row.Reason("goes to", "is owed", "bill"),
                Bill: new(new(row.Id), row.Number, new(new(row.PartyId), row.PartyName), new Money(row.OpenMinor, line.Amount.Currency), row.DueDate))),
    ];

    // A number of fewer than three characters stands in any text.
    private Task<List<OpenRow>> FindOpenAsync(string open, BankTransaction line, CancellationToken ct)
    {
        var sql = $$"""
            SELECT * FROM (
                SELECT o.id, o.number, o.party_id, o.party_name, o.open_minor, o.due_date, o.open_minor = {2} AS is_exact,
                    length(o.number) > 2 AND strpos(upper({3}), upper(o.number)) > 0 AS is_named, lower(o.party_name) = lower({4}) AS is_party,
                    count(*) FILTER (WHERE o.open_minor = {2}) OVER () AS alike
                FROM ({{open}}) o) found
            WHERE is_exact OR is_named OR is_party
            ORDER BY is_named DESC, is_exact DESC, is_party DESC, due_date, id LIMIT {5}
            """;
        return context.Database.SqlQueryRaw<OpenRow>(
            sql, Organization, line.Amount.Currency.Code, Math.Abs(line.Amount.Minor), $"{line.Description} {line.Reference}", line.Counterparty ?? "", MostDocuments).ToListAsync(ct);
    }

    private async Task<IEnumerable<LineSuggestion>> FromRulesAsync(BankTransaction line, CancellationToken ct)
    {
        var rules = await context.Set<BankRule>().AsNoTracking().OrderBy(rule => rule.Priority).ThenBy(rule => rule.Id).ToListAsync(ct);
        if (rules.FirstOrDefault(rule => rule.Fits(line)) is not { } fitting)
            return [];

        var account = fitting.AccountId is { } id ? await AccountAsync(id.Value, ct) : null;
        return [new LineSuggestion(SuggestionKind.Rule, 95, $"The rule “{fitting.Name}” is for lines like this.", account, Rule: fitting.Id,
            Project: account is not null && fitting.ProjectId is { } project ? await ProjectAsync(project.Value, ct) : null)];
    }

    private async Task<IEnumerable<LineSuggestion>> FromTransfersAsync(BankTransaction line, Reach reach, CancellationToken ct)
    {
        var (from, to) = (line.Date.AddDays(-DaysApart), line.Date.AddDays(DaysApart));
        var rows = await context.Database.SqlQuery<BankTransactionRow>($"""
            SELECT id, bank_account_id, date, amount_minor, amount_currency, description, counterparty, reference, status, import_id, bank_id, entry_id, counterpart_id, payment_id, vendor_payment_id
            FROM bank_transactions
            WHERE organization_id = {Organization} AND date BETWEEN {from} AND {to} AND status = 'unreviewed' AND bank_account_id <> {line.BankAccountId.Value}
                AND amount_minor = {-line.Amount.Minor} AND amount_currency = {line.Amount.Currency.Code}
                AND (bank_account_id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
            ORDER BY abs(date - {line.Date}), id LIMIT 3
            """).ToListAsync(ct);
        return rows.Select(row => row.ToView()).Select(other => (Other: other, Days: Math.Abs(other.Date.DayNumber - line.Date.DayNumber))).Select(found => new LineSuggestion(
            SuggestionKind.Transfer, 90 - (found.Days * 5),
            found.Days == 0 ? "Another account has the same amount the other way on the same day." : $"Another account has the same amount the other way, {found.Days} {(found.Days == 1 ? "day" : "days")} apart.",
            Counterpart: found.Other));
    }

    private async Task<IEnumerable<LineSuggestion>> FromHistoryAsync(BankTransaction line, CancellationToken ct)
    {
        if (line.Counterparty is not { Length: > 0 } party)
            return [];

        var rows = await context.Database.SqlQuery<History>($"""
            SELECT a.id, a.code, a.name, a.type, count(*)::int AS lines, max(recent.all_lines)::int AS all_lines
            FROM (
                SELECT t.entry_id, b.ledger_account_id, count(*) OVER () AS all_lines FROM (
                    SELECT entry_id, bank_account_id, organization_id FROM bank_transactions
                    WHERE organization_id = {Organization} AND counterparty = {party} AND entry_id IS NOT NULL AND counterpart_id IS NULL
                        AND (amount_minor > 0) = {line.Amount.Minor > 0}
                    ORDER BY date DESC LIMIT {LinesOfHistory}) t
                JOIN bank_accounts b ON b.organization_id = t.organization_id AND b.id = t.bank_account_id) recent
            JOIN postings p ON p.organization_id = {Organization} AND p.entry_id = recent.entry_id AND p.account_id <> recent.ledger_account_id
            JOIN accounts a ON a.organization_id = {Organization} AND a.id = p.account_id AND NOT a.is_archived
            GROUP BY a.id, a.code, a.name, a.type ORDER BY lines DESC, a.code LIMIT 3
            """).ToListAsync(ct);
        return rows.Select(row => new LineSuggestion(
            SuggestionKind.History, Math.Min(85, 85 * row.Lines / Math.Max(row.AllLines, 3)),
            $"{row.Lines} of the last {row.AllLines} lines of {party} went there.", new(new(row.Id), row.Code, row.Name, Words.Type(row.Type))));
    }

    private async Task<Application.Ledger.AccountName?> AccountAsync(Guid id, CancellationToken ct) =>
        (await context.Database.SqlQuery<AccountRow>(
            $"SELECT id, code, name, type FROM accounts WHERE organization_id = {Organization} AND id = {id} AND NOT is_archived").ToListAsync(ct))
        .Select(row => new Application.Ledger.AccountName(new(row.Id), row.Code, row.Name, Words.Type(row.Type))).SingleOrDefault();

    private async Task<Application.Ledger.ProjectName?> ProjectAsync(Guid id, CancellationToken ct) =>
        (await context.Database.SqlQuery<ProjectRow>($"SELECT id, code, name FROM projects WHERE organization_id = {Organization} AND id = {id} AND NOT is_archived").ToListAsync(ct))
        .Select(row => new Application.Ledger.ProjectName(new(row.Id), row.Code, row.Name)).SingleOrDefault();

    private sealed record ProjectRow(Guid Id, string Code, string Name);

    // Alike: how many open documents come to the amount of the line.
    private sealed record OpenRow(
        Guid Id, string Number, Guid PartyId, string PartyName, long OpenMinor, DateOnly DueDate, bool IsExact, bool IsNamed, bool IsParty, long Alike)
    {
        public int Score => this switch
        {
            { IsNamed: true, IsExact: true } => 99,
            { IsNamed: true } => 92,
            { IsParty: true, IsExact: true } => 88,
            { IsExact: true, Alike: 1 } => 70,
            { IsExact: true } => 50,
            _ => 40,
        };

        public string Reason(string comesFrom, string owes, string document) => this switch
        {
            { IsNamed: true, IsExact: true } => $"It names {Number} and is just what is open of it.",
            { IsNamed: true } => $"It names {Number}.",
            { IsParty: true, IsExact: true } => $"It {comesFrom} {PartyName} and is just what is open of {Number}.",
            { IsExact: true, Alike: 1 } => $"It is just what is open of {Number}, and of no other {document}.",
            { IsExact: true } => $"It is just what is open of {Number}, and of {Alike - 1} more.",
            _ => $"It {comesFrom} {PartyName}, who {owes} {Number}.",
        };
    }

    private sealed record AccountRow(Guid Id, string Code, string Name, string Type);

    private sealed record History(Guid Id, string Code, string Name, string Type, int Lines, int AllLines);
}
