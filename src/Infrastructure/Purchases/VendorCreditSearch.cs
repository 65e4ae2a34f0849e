using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

/// <summary>Credits of vendors by the vendor's number.</summary>
internal sealed class VendorCreditSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISearchSource
{
    public SearchKind Kind { get; } = new("vendor_credit", "Vendor credits", "undo-2", Permissions.Bills.Read, 17);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT c.id, c.number, v.name AS vendor, c.gross_minor, c.currency
            FROM vendor_credits c JOIN vendors v ON v.organization_id = c.organization_id AND v.id = c.vendor_id
            WHERE c.organization_id = {tenant.OrganizationId.Value} AND c.number ILIKE {LikePattern.Containing(term.Text)}
            ORDER BY search_rank(c.number, {term.Text}), c.credit_date DESC, c.id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new FoundThing($"{row.Id}", row.Number, $"{row.Vendor} · {new Money(row.GrossMinor, Currency.Of(row.Currency))}", $"/vendor-credits/{row.Id}"))];
    }

    private sealed record Row(Guid Id, string Number, string Vendor, long GrossMinor, string Currency);
}
