using Financbase.Application.Sales.Ubl;
using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Sales.Ubl;

internal sealed class UblSources(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IUblSources
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<TakenUbl?> FindAsync(UblSource source, CustomerId? customer, CancellationToken ct) => (await context.Database.SqlQuery<TakenUbl>($"""
        SELECT i.number, i.issue_date
        FROM ubl_sources s JOIN invoices i ON i.organization_id = s.organization_id AND i.id = s.invoice_id
        WHERE s.organization_id = {Organization}
            AND (s.hash = {source.Hash} OR (s.kind = {Words.Of(source.Kind)} AND s.customer_id = {customer?.Value ?? Guid.Empty} AND s.number = {source.Number}))
        ORDER BY s.invoice_id LIMIT 1
        """).ToListAsync(ct)).SingleOrDefault();

    public Task KeepAsync(Invoice document, UblSource source, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        INSERT INTO ubl_sources (organization_id, invoice_id, kind, customer_id, number, hash)
        VALUES ({Organization}, {document.Id.Value}, {Words.Of(source.Kind)}, {document.CustomerId.Value}, {source.Number}, {source.Hash})
        """, ct);

    public Task ForgetAsync(InvoiceId document, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"DELETE FROM ubl_sources WHERE organization_id = {Organization} AND invoice_id = {document.Value}", ct);
}
