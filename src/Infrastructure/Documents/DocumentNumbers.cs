using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Documents;

/// <summary>A row of its own for each series and year. What holds it is the row's lock, from here to the end of the transaction.</summary>
internal sealed class DocumentNumbers(FinancbaseDbContext context, IRepository<Organization> organizations, IMultiTenantContextAccessor tenant) : IDocumentNumbers
{
    public async Task<DocumentNumber> NextAsync(DocumentSeries series, DateOnly day, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var year = DocumentNumber.FiscalYearOf(day, (await organizations.FindAsync(tenant.OrganizationId, ct))!.FiscalYearStartMonth);
        var next = (await context.Database.SqlQuery<int>($"""
            INSERT INTO document_counters AS c (organization_id, series, fiscal_year, last_number) VALUES ({organization}, {Words.Of(series)}, {year}, 1)
            ON CONFLICT (organization_id, series, fiscal_year) DO UPDATE SET last_number = c.last_number + 1
            RETURNING last_number AS "Value"
            """).ToListAsync(ct))[0];
        return new DocumentNumber(series, year, next);
    }
}
