using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales;

internal sealed class SalesReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault) : ISalesReads
{
    private const string Customers = """
        SELECT c.id, c.name, c.email, c.phone, c.street, c.postal_code, c.city, c.country, c.tax_id_sealed, c.payment_days, c.gets_reminders, c.is_archived
        FROM customers c WHERE c.organization_id = {0}
        """;

    private const string Items = """
        SELECT i.id, i.code, i.name, i.description, i.unit_price, i.unit, i.tax_rate_id, i.account_id, i.is_archived
        FROM items i WHERE i.organization_id = {0}
        """;

    private static readonly Keyset<CustomerRow, Guid> CustomerOrders =
        new Keyset<CustomerRow, Guid>(ListCustomers.Sorts, row => row.Id).By("name", row => row.Name);

    private static readonly Keyset<ItemRow, Guid> ItemOrders = new Keyset<ItemRow, Guid>(ListItems.Sorts, row => row.Id).By("name", row => row.Name);

    public async Task<Page<CustomerView>> ListCustomersAsync(CustomerFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<CustomerRow>(
            $"{Customers} AND ({{1}} = '' OR c.name ILIKE {{1}} OR c.email ILIKE {{1}} OR c.city ILIKE {{1}}) AND ({{2}} = '' OR c.is_archived::text = {{2}})",
            tenant.OrganizationId.Value, LikePattern.Containing(filter.Text) ?? "", Words.Of(filter.IsArchived));
        return (await CustomerOrders.ReadAsync(found, page, ct)).Select(row => row.ToView(vault, tenant.OrganizationId));
    }

    public async Task<CustomerView?> FindCustomerAsync(CustomerId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<CustomerRow>($"{Customers} AND c.id = {{1}}", tenant.OrganizationId.Value, id.Value).ToListAsync(ct))
            .SingleOrDefault()?.ToView(vault, tenant.OrganizationId);

    public async Task<Page<ItemView>> ListItemsAsync(ItemFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<ItemRow>(
            $"{Items} AND ({{1}} = '' OR i.name ILIKE {{1}} OR i.code ILIKE {{1}}) AND ({{2}} = '' OR i.is_archived::text = {{2}})",
            tenant.OrganizationId.Value, LikePattern.Containing(filter.Text) ?? "", Words.Of(filter.IsArchived));
        return (await ItemOrders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<ItemView?> FindItemAsync(ItemId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<ItemRow>($"{Items} AND i.id = {{1}}", tenant.OrganizationId.Value, id.Value).ToListAsync(ct)).SingleOrDefault()?.ToView();

    private sealed record CustomerRow(
        Guid Id, string Name, string? Email, string? Phone, string? Street, string? PostalCode, string? City, string? Country, byte[]? TaxIdSealed,
        int? PaymentDays, bool GetsReminders, bool IsArchived)
    {
        public CustomerView ToView(Vault vault, OrganizationId organization) => new(
            new(Id), Name, Email, Phone, new PostalAddress(Street, PostalCode, City, Country),
            TaxIdSealed is null ? null : vault.OpenText(organization, SalesSeals.TaxId.Column, Id.ToString(), TaxIdSealed), PaymentDays, GetsReminders, IsArchived);
    }

    private sealed record ItemRow(
        Guid Id, string? Code, string Name, string? Description, decimal UnitPrice, string? Unit, Guid? TaxRateId, Guid? AccountId, bool IsArchived)
    {
        public ItemView ToView() => new(
            new(Id), Code, Name, Description, UnitPrice / 1.000000m, Unit, TaxRateId is { } rate ? new TaxRateId(rate) : null,
            AccountId is { } account ? new AccountId(account) : null, IsArchived);
    }
}
