using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Purchases;

internal sealed class PurchaseReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault) : IPurchaseReads
{
    private const string Vendors = """
        SELECT v.id, v.name, v.email, v.phone, v.street, v.postal_code, v.city, v.country, v.tax_id_sealed, v.iban_sealed, v.bic_sealed, v.payment_days,
            v.account_id, v.is_archived
        FROM vendors v WHERE v.organization_id = {0}
        """;

    private static readonly Keyset<VendorRow, Guid> Orders = new Keyset<VendorRow, Guid>(ListVendors.Sorts, row => row.Id).By("name", row => row.Name);

    public async Task<Page<VendorView>> ListVendorsAsync(VendorFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<VendorRow>(
            $"{Vendors} AND ({{1}} = '' OR v.name ILIKE {{1}} OR v.email ILIKE {{1}} OR v.city ILIKE {{1}}) AND ({{2}} = '' OR v.is_archived::text = {{2}})",
            tenant.OrganizationId.Value, LikePattern.Containing(filter.Text) ?? "", Words.Of(filter.IsArchived));
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView(vault, tenant.OrganizationId));
    }

    public async Task<VendorView?> FindVendorAsync(VendorId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<VendorRow>($"{Vendors} AND v.id = {{1}}", tenant.OrganizationId.Value, id.Value).ToListAsync(ct))
            .SingleOrDefault()?.ToView(vault, tenant.OrganizationId);

    private sealed record VendorRow(
        Guid Id, string Name, string? Email, string? Phone, string? Street, string? PostalCode, string? City, string? Country,
        byte[]? TaxIdSealed, byte[]? IbanSealed, byte[]? BicSealed, int? PaymentDays, Guid? AccountId, bool IsArchived)
    {
        public VendorView ToView(Vault vault, OrganizationId organization)
        {
            return new(
                new(Id), Name, Email, Phone, new PostalAddress(Street, PostalCode, City, Country), Open(PurchaseSeals.TaxId, TaxIdSealed),
                Open(PurchaseSeals.Iban, IbanSealed), Open(PurchaseSeals.Bic, BicSealed), PaymentDays, AccountId is { } account ? new AccountId(account) : null, IsArchived);

            string? Open(SealedProperty property, byte[]? value) => value is null ? null : vault.OpenText(organization, property.Column, Id.ToString(), value);
        }
    }
}
