using System.Text.Json;
using Financbase.Application.Documents;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Documents;

internal sealed class TaxRateReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ITaxRateReads
{
    private const string Rates = "SELECT r.id, r.name, r.category, r.is_inclusive, r.parts::text AS parts, r.is_archived FROM tax_rates r WHERE r.organization_id = {0}";

    private static readonly Keyset<Row, Guid> Orders = new Keyset<Row, Guid>(ListTaxRates.Sorts, row => row.Id).By("name", row => row.Name);

    public async Task<Page<TaxRateView>> ListAsync(TaxRateFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<Row>(
            $"{Rates} AND ({{1}} = '' OR r.name ILIKE {{1}}) AND ({{2}} = '' OR r.is_archived::text = {{2}})",
            tenant.OrganizationId.Value, LikePattern.Containing(filter.Text) ?? "", Words.Of(filter.IsArchived));
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<TaxRateView?> FindAsync(TaxRateId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<Row>($"{Rates} AND r.id = {{1}}", tenant.OrganizationId.Value, id.Value).ToListAsync(ct)).SingleOrDefault()?.ToView();

    private sealed record Row(Guid Id, string Name, string Category, bool IsInclusive, string Parts, bool IsArchived)
    {
        public TaxRateView ToView() => new(
            new(Id), Name, Words.Read<TaxCategory>(Category), IsInclusive, JsonSerializer.Deserialize<IReadOnlyList<TaxPart>>(Parts, WireJson.Options)!, IsArchived);
    }
}
