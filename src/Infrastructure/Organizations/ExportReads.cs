using Financbase.Application.Organizations;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Organizations;

internal sealed class ExportReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault) : IExportReads
{
    public async Task<ExportPage> ReadAsync(string part, string? cursor, CancellationToken ct)
    {
        var table = ExportTable.All[part];
        var after = Cursor.ReadText(cursor);
        var rows = await context.Database
            .SqlQueryRaw<ExportRow>(table.Sql, tenant.OrganizationId.Value, new NpgsqlParameter<string?> { TypedValue = after })
            .ToListAsync(ct);
        var page = rows.Take(table.Batch).ToList();
        return new ExportPage(
            [.. table.Columns.Select(column => column.Name)],
            [.. page.Select(row => Readable(table, row))],
            rows.Count > table.Batch ? Cursor.Write(page[^1].Key) : null);
    }

    private IReadOnlyList<string?> Readable(ExportTable table, ExportRow row) =>
        [.. table.Columns.Zip(row.Values, (column, value) => value is null ? null : Readable(column, row.Key, value))];

    private string Readable(ExportColumn column, string row, string value) => column switch
    {
        { Seal: { } seal } => vault.OpenText(tenant.OrganizationId, seal, row, Convert.FromHexString(value)),
        { IsAmount: true } => ExportColumn.Money(value),
        _ => value,
    };

    private sealed record ExportRow(string Key, string?[] Values);
}
