using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>Invoices and credit notes by number or by what the customer calls them.</summary>
internal sealed class InvoiceSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("invoice", "Invoices", "receipt-text", Permissions.Invoices.Read, 12);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT i.id, COALESCE(i.number, i.reference) AS title, c.name AS customer, i.gross_minor, i.currency
            FROM invoices i JOIN customers c ON c.organization_id = i.organization_id AND c.id = i.customer_id
            WHERE i.organization_id = {tenant.OrganizationId.Value}
                AND (i.number ILIKE {LikePattern.Containing(term.Text)} OR i.reference ILIKE {LikePattern.Containing(term.Text)})
            ORDER BY search_rank(COALESCE(i.number, i.reference), {term.Text}), i.issue_date DESC, i.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Title, $"{row.Customer} · {new Money(row.GrossMinor, Currency.Of(row.Currency))}", $"/invoices/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Title, string Customer, long GrossMinor, string Currency);
}
