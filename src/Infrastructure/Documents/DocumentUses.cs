using Financbase.Application.Documents;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Documents;

/// <summary>Whatever refers to a rate, a customer or an item has a foreign key; each is asked for here.</summary>
internal sealed class DocumentUses(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IDocumentUses
{
    public Task<bool> HasAnyAsync(TaxRateId rate, CancellationToken ct) => AnyAsync(
        $"SELECT EXISTS (SELECT FROM items WHERE organization_id = {tenant.OrganizationId.Value} AND tax_rate_id = {rate.Value}) AS \"Value\"", ct);

    public Task<bool> HasAnyAsync(CustomerId customer, CancellationToken ct) => Task.FromResult(false);

    public Task<bool> HasAnyAsync(ItemId item, CancellationToken ct) => Task.FromResult(false);

    private async Task<bool> AnyAsync(FormattableString question, CancellationToken ct) =>
        (await context.Database.SqlQuery<bool>(question).ToListAsync(ct))[0];
}
