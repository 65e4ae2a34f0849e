using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

/// <summary>Templates of recurring invoices by name.</summary>
internal sealed class RecurringInvoiceSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("recurring_invoice", "Recurring invoices", "repeat", Permissions.Invoices.Read, 13);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT r.id, r.name, c.name AS customer FROM recurring_invoices r
            JOIN customers c ON c.organization_id = r.organization_id AND c.id = r.customer_id
            WHERE r.organization_id = {tenant.OrganizationId.Value} AND r.name ILIKE {LikePattern.Containing(term.Text)}
            ORDER BY search_rank(r.name, {term.Text}), lower(r.name), r.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Name, row.Customer, $"/recurring-invoices/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Name, string Customer);
}
