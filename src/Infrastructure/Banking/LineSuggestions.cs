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
    private const int MostInvoices = 5;

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<IReadOnlyList<LineSuggestion>> FindAsync(BankTransaction line, Reach reach, CancellationToken ct) =>
        [.. await FromRulesAsync(line, ct), .. await FromTransfersAsync(line, reach, ct), .. await FromHistoryAsync(line, ct)];

    public async Task<IReadOnlyList<LineSuggestion>> FindInvoicesAsync(BankTransaction line, CancellationToken ct)
    {
        if (line.Amount.Minor <= 0)
            return [];

        var (words, party) = ($"{line.Description} {line.Reference}", line.Counterparty ?? "");
        var rows = await context.Database.SqlQuery<InvoiceRow>($"""
            SELECT * FROM (
                SELECT i.id, i.number, i.customer_id, c.name AS customer_name, i.open_minor, i.due_date, i.open_minor = {line.Amount.Minor} AS is_exact,
                    strpos(upper({words}), upper(i.number)) > 0 AS is_named, lower(c.name) = lower({party}) AS is_party,
                    count(*) FILTER (WHERE i.open_minor = {line.Amount.Minor}) OVER () AS alike
                FROM invoices i JOIN customers c ON c.organization_id = i.organization_id AND c.id = i.customer_id
                WHERE i.organization_id = {Organization} AND i.kind = 'invoice' AND i.status IN ('finalized', 'sent') AND i.open_minor > 0
                    AND i.currency = {line.Amount.Currency.Code}) open
            WHERE is_exact OR is_named OR is_party
            ORDER BY is_named DESC, is_exact DESC, is_party DESC, due_date, id LIMIT {MostInvoices}
            """).ToListAsync(ct);
        return [.. rows.Select(row => row.ToSuggestion(line.Amount.Currency))];
    }

    private async Task<IEnumerable<LineSuggestion>> FromRulesAsync(BankTransaction line, CancellationToken ct)
    {
        var rules = await context.Set<BankRule>().AsNoTracking().OrderBy(rule => rule.Priority).ThenBy(rule => rule.Id).ToListAsync(ct);
        if (rules.FirstOrDefault(rule => rule.Fits(line)) is not { } fitting)
            return [];

        var account = fitting.AccountId is { } id ? await AccountAsync(id.Value, ct) : null;
        return [new LineSuggestion(SuggestionKind.Rule, 95, $"The rule “{fitting.Name}” is for lines like this.", account, Rule: fitting.Id)];
    }

    private async Task<IEnumerable<LineSuggestion>> FromTransfersAsync(BankTransaction line, Reach reach, CancellationToken ct)
    {
        var (from, to) = (line.Date.AddDays(-DaysApart), line.Date.AddDays(DaysApart));
        var rows = await context.Database.SqlQuery<BankTransactionRow>($"""
            SELECT id, bank_account_id, date, amount_minor, amount_currency, description, counterparty, reference, status, import_id, bank_id, entry_id, counterpart_id, payment_id
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

    // Alike: how many open invoices come to the amount of the line.
    private sealed record InvoiceRow(
        Guid Id, string Number, Guid CustomerId, string CustomerName, long OpenMinor, DateOnly DueDate, bool IsExact, bool IsNamed, bool IsParty, long Alike)
    {
        public LineSuggestion ToSuggestion(Currency currency)
        {
            var (score, reason) = this switch
            {
                { IsNamed: true, IsExact: true } => (99, $"It names {Number} and is just what is open of it."),
                { IsNamed: true } => (92, $"It names {Number}."),
                { IsParty: true, IsExact: true } => (88, $"It comes from {CustomerName} and is just what is open of {Number}."),
                { IsExact: true, Alike: 1 } => (70, $"It is just what is open of {Number}, and of no other invoice."),
                { IsExact: true } => (50, $"It is just what is open of {Number}, and of {Alike - 1} more."),
                _ => (40, $"It comes from {CustomerName}, who owes {Number}."),
            };
            return new(SuggestionKind.Invoice, score, reason, Invoice: new(new(Id), Number, new(new(CustomerId), CustomerName), new Money(OpenMinor, currency), DueDate));
        }
    }

    private sealed record AccountRow(Guid Id, string Code, string Name, string Type);

    private sealed record History(Guid Id, string Code, string Name, string Type, int Lines, int AllLines);
}
