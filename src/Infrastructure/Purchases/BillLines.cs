using System.Text.Json;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Purchases;

/// <summary>Lines go past EF: one statement for all of a bill, be they ten thousand.</summary>
internal static class BillLines
{
    public static async Task WriteAsync(FinancbaseDbContext context, OrganizationId organization, Bill bill, IReadOnlyList<BillLine> lines, CancellationToken ct)
    {
        var nets = DocumentTotals.Of(bill.Currency, [.. lines.Select(line => line.Line)]).Nets;
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO bill_lines (
                organization_id, bill_id, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax, account_id)
            SELECT @organization, @bill, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax::jsonb, account_id
            FROM unnest(@descriptions, @quantities, @prices, @discounts, @nets, @rates, @taxes, @accounts) WITH ORDINALITY
                AS row (description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax, account_id, line)
            """,
            (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid>("organization", organization.Value));
        command.Parameters.Add(new NpgsqlParameter<Guid>("bill", bill.Id.Value));
        Each("descriptions", NpgsqlDbType.Text, line => line.Line.Description);
        Each("quantities", NpgsqlDbType.Numeric, line => line.Line.Quantity);
        Each("prices", NpgsqlDbType.Numeric, line => line.Line.UnitPrice);
        Each("discounts", NpgsqlDbType.Numeric, line => line.Line.DiscountPercent);
        command.Parameters.Add(new NpgsqlParameter<long[]>("nets", [.. nets.Select(net => net.Minor)]));
        Each("rates", NpgsqlDbType.Uuid, line => line.Line.Tax?.Id.Value);
        Each("taxes", NpgsqlDbType.Text, line => line.Line.Tax is { } tax ? JsonSerializer.Serialize(tax, WireJson.Options) : null);
        Each("accounts", NpgsqlDbType.Uuid, line => line.AccountId?.Value);
        await command.ExecuteNonQueryAsync(ct);

        void Each<T>(string name, NpgsqlDbType type, Func<BillLine, T> value) => command.Parameters.Add(
            new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = lines.Select(value).ToArray() });
    }

    public static Task RemoveAsync(FinancbaseDbContext context, OrganizationId organization, BillId bill, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"DELETE FROM bill_lines WHERE organization_id = {organization.Value} AND bill_id = {bill.Value}", ct);

    public static Task<List<BillLineRow>> ReadAsync(FinancbaseDbContext context, OrganizationId organization, BillId bill, CancellationToken ct) =>
        context.Database.SqlQuery<BillLineRow>($"""
            SELECT description, quantity, unit_price, discount_percent, net_minor, tax::text AS tax, account_id
            FROM bill_lines WHERE organization_id = {organization.Value} AND bill_id = {bill.Value} ORDER BY line
            """).ToListAsync(ct);
}

internal sealed record BillLineRow(string Description, decimal Quantity, decimal UnitPrice, decimal DiscountPercent, long NetMinor, string? Tax, Guid? AccountId)
{
    // Without the zeros that the column adds.
    private const decimal Plain = 1.000000000000000000000000000m;

    public AccountId? Account => AccountId is { } account ? new AccountId(account) : null;

    public DocumentLine Line => new(
        Description, Quantity / Plain, UnitPrice / Plain, DiscountPercent / Plain, Tax is null ? null : JsonSerializer.Deserialize<TaxTerms>(Tax, WireJson.Options));
}
