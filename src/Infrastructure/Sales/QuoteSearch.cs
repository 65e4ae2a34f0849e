using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>Quotes by number or by what the customer calls them.</summary>
internal sealed class QuoteSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("quote", "Quotes", "file-pen", Permissions.Invoices.Read, 14);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT q.id, COALESCE(q.number, q.reference) AS title, c.name AS customer, q.gross_minor, q.currency
            FROM quotes q JOIN customers c ON c.organization_id = q.organization_id AND c.id = q.customer_id
            WHERE q.organization_id = {tenant.OrganizationId.Value}
                AND (q.number ILIKE {LikePattern.Containing(term.Text)} OR q.reference ILIKE {LikePattern.Containing(term.Text)})
            ORDER BY search_rank(COALESCE(q.number, q.reference), {term.Text}), q.issue_date DESC, q.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Title, $"{row.Customer} · {new Money(row.GrossMinor, Currency.Of(row.Currency))}", $"/quotes/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Title, string Customer, long GrossMinor, string Currency);
}
