using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

/// <summary>Bills by the vendor's number.</summary>
internal sealed class BillSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("bill", "Bills", "file-text", Permissions.Bills.Read, 13);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT b.id, b.number, v.name AS vendor, b.gross_minor, b.currency
            FROM bills b JOIN vendors v ON v.organization_id = b.organization_id AND v.id = b.vendor_id
            WHERE b.organization_id = {tenant.OrganizationId.Value} AND b.number ILIKE {LikePattern.Containing(term.Text)}
            ORDER BY search_rank(b.number, {term.Text}), b.bill_date DESC, b.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Number, $"{row.Vendor} · {new Money(row.GrossMinor, Currency.Of(row.Currency))}", $"/bills/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Number, string Vendor, long GrossMinor, string Currency);
}
