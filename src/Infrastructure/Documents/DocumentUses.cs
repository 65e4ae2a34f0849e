using Financbase.Application.Documents;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Documents;

/// <summary>Whatever refers to a rate, a customer, a vendor or an item has a foreign key; each is asked for here.</summary>
internal sealed class DocumentUses(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IDocumentUses
{
    private Guid Organization => tenant.OrganizationId.Value;

    public Task<bool> HasAnyAsync(TaxRateId rate, CancellationToken ct) => AnyAsync(
        $"""
        SELECT EXISTS (SELECT FROM items WHERE organization_id = {Organization} AND tax_rate_id = {rate.Value})
            OR EXISTS (SELECT FROM invoice_lines WHERE organization_id = {Organization} AND tax_rate_id = {rate.Value})
            OR EXISTS (SELECT FROM recurring_invoice_lines WHERE organization_id = {Organization} AND tax_rate_id = {rate.Value})
            OR EXISTS (SELECT FROM quote_lines WHERE organization_id = {Organization} AND tax_rate_id = {rate.Value})
            OR EXISTS (SELECT FROM bill_lines WHERE organization_id = {Organization} AND tax_rate_id = {rate.Value})
            OR EXISTS (SELECT FROM vendor_credit_lines WHERE organization_id = {Organization} AND tax_rate_id = {rate.Value})
            OR EXISTS (SELECT FROM expenses WHERE organization_id = {Organization} AND tax_rate_id = {rate.Value}) AS "Value"
        """, ct);

    public Task<bool> HasAnyAsync(CustomerId customer, CancellationToken ct) => AnyAsync(
        $"""
        SELECT EXISTS (SELECT FROM invoices WHERE organization_id = {Organization} AND customer_id = {customer.Value})
            OR EXISTS (SELECT FROM recurring_invoices WHERE organization_id = {Organization} AND customer_id = {customer.Value})
            OR EXISTS (SELECT FROM quotes WHERE organization_id = {Organization} AND customer_id = {customer.Value})
            OR EXISTS (SELECT FROM projects WHERE organization_id = {Organization} AND customer_id = {customer.Value})
            OR EXISTS (SELECT FROM payments WHERE organization_id = {Organization} AND customer_id = {customer.Value}) AS "Value"
        """, ct);

    public Task<bool> HasAnyAsync(VendorId vendor, CancellationToken ct) => AnyAsync(
        $"""
        SELECT EXISTS (SELECT FROM bills WHERE organization_id = {Organization} AND vendor_id = {vendor.Value})
            OR EXISTS (SELECT FROM vendor_payments WHERE organization_id = {Organization} AND vendor_id = {vendor.Value})
            OR EXISTS (SELECT FROM vendor_credits WHERE organization_id = {Organization} AND vendor_id = {vendor.Value})
            OR EXISTS (SELECT FROM expenses WHERE organization_id = {Organization} AND vendor_id = {vendor.Value}) AS "Value"
        """, ct);

    public Task<bool> HasAnyAsync(ItemId item, CancellationToken ct) => AnyAsync(
        $"""
        SELECT EXISTS (SELECT FROM invoice_lines WHERE organization_id = {Organization} AND item_id = {item.Value})
            OR EXISTS (SELECT FROM quote_lines WHERE organization_id = {Organization} AND item_id = {item.Value})
            OR EXISTS (SELECT FROM recurring_invoice_lines WHERE organization_id = {Organization} AND item_id = {item.Value}) AS "Value"
        """, ct);

    private async Task<bool> AnyAsync(FormattableString question, CancellationToken ct) =>
        (await context.Database.SqlQuery<bool>(question).ToListAsync(ct))[0];
}
