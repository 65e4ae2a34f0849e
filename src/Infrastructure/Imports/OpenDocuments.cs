using Financbase.Application.Imports;
using Financbase.Application.Tenancy;
using Financbase.Domain.Imports;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Purchases;
using Financbase.Infrastructure.Sales;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Imports;

internal sealed class OpenDocuments(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IOpenDocuments
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task WriteAsync(IReadOnlyList<(Invoice Document, IReadOnlyList<InvoiceLine> Lines)> invoices, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await context.ForgetPlansAsync(ct);
        await InvoiceLines.AddAsync(
            context, LineTable.OfInvoices, tenant.OrganizationId, [.. invoices.Select(one => (one.Document.Id.Value, one.Document.Currency, one.Lines))], ct);
    }

    public async Task WriteAsync(IReadOnlyList<(Bill Document, IReadOnlyList<BillLine> Lines)> bills, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        await context.ForgetPlansAsync(ct);
        await BillLines.OfBills.AddAsync(context, tenant.OrganizationId, [.. bills.Select(one => (one.Document.Id.Value, one.Document.Currency, one.Lines))], ct);
    }

    public Task PassOverOverdueAsync(IReadOnlyCollection<InvoiceId> invoices, DateOnly today, CancellationToken ct)
    {
        Guid[] ids = [.. invoices.Select(id => id.Value)];
        return context.Database.ExecuteSqlAsync($"""
            INSERT INTO invoice_overdue_notices (organization_id, invoice_id, due_date, told_at)
            SELECT organization_id, id, due_date, app_now() FROM invoices WHERE organization_id = {Organization} AND id = ANY ({ids}) AND due_date < {today}
            ON CONFLICT DO NOTHING
            """, ct);
    }

    public async Task<bool> AreHereAsync(ImportKind kind, CancellationToken ct)
    {
        var (table, _) = ImportTables.Of(kind);
        // What an import brought is forgotten when it is undone.
        var sql = $$"""
            SELECT EXISTS (
                SELECT FROM imported_records r JOIN {{table}} d ON d.organization_id = r.organization_id AND d.id = r.record_id
                WHERE r.organization_id = {0} AND d.status <> 'void') AS "Value"
            """;
        return (await context.Database.SqlQueryRaw<bool>(sql, Organization).ToListAsync(ct))[0];
    }
}
