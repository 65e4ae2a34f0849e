using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

/// <summary>
/// Bank lines by what the search of their list looks at as well: description, counterparty and reference, the newest first.
/// Row-level security would keep the comparison from using its index, so a function with the owner's rights finds the ids, of
/// the current organization alone, and the rows are read behind the wall.
/// </summary>
internal sealed class BankLineSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    // What the index is made of; without any in the text it would be read as a whole.
    private const int Trigram = 3;

    public SearchKind Kind { get; } = new("bank_transaction", "Bank lines", "list", Permissions.Banking.Read, 100) { Shortest = Trigram };

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        if (!HasTrigram(term.Text))
            return [];

        var reach = rights.Reach(Permissions.Banking.Read);
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT t.id, t.bank_account_id, a.name AS account, t.date, t.amount_minor, t.amount_currency, t.description, t.counterparty
            FROM search_bank_lines({LikePattern.Containing(term.Text)}, {reach.Ids.ToArray()}, {reach.IsOpen}, {most}) found
            JOIN bank_transactions t ON t.organization_id = {tenant.OrganizationId.Value} AND t.id = found.id
            JOIN bank_accounts a ON a.organization_id = t.organization_id AND a.id = t.bank_account_id
            WHERE (t.bank_account_id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
            ORDER BY t.date DESC, t.id DESC
            """).ToListAsync(ct);
        return [.. rows.Select(row => Thing(row, term))];
    }

    private static FoundThing Thing(Row row, SearchTerm term)
    {
        var amount = new Money(row.AmountMinor, Currency.Of(row.AmountCurrency));
        var (title, rest) = string.IsNullOrWhiteSpace(row.Counterparty) ? (row.Description, "") : (row.Counterparty, $" · {row.Description}");
        return new FoundThing(
            $"{row.Id}", title, $"{row.Date:yyyy-MM-dd} · {amount} · {row.Account}{rest}",
            $"/banking/{row.BankAccountId}?from={row.Date:yyyy-MM-dd}&to={row.Date:yyyy-MM-dd}&text={Uri.EscapeDataString(term.Text)}");
    }

    private static bool HasTrigram(string text)
    {
        var run = 0;
        return text.Any(letter => (run = char.IsLetterOrDigit(letter) ? run + 1 : 0) >= Trigram);
    }

    private sealed record Row(
        Guid Id, Guid BankAccountId, string Account, DateOnly Date, long AmountMinor, string AmountCurrency, string Description, string? Counterparty);
}
