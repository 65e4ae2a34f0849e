using System.Text.Json;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Sales;

/// <summary>Where the lines of one kind of document stand, and by which of their columns they belong to it.</summary>
internal sealed class LineTable(string name, string owner)
{
    public static LineTable OfInvoices { get; } = new("invoice_lines", "invoice_id");

    public static LineTable OfRecurring { get; } = new("recurring_invoice_lines", "recurring_invoice_id");

    public static LineTable OfQuotes { get; } = new("quote_lines", "quote_id");

    public string Insert { get; } = $"""
        INSERT INTO {name} (
            organization_id, {owner}, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax, account_id, item_id, project_id)
        SELECT @organization, owner, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax::jsonb, account_id, item_id, project_id
        FROM unnest(@owners, @lines, @descriptions, @quantities, @prices, @discounts, @nets, @rates, @taxes, @accounts, @items, @projects)
            AS row (owner, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax, account_id, item_id, project_id)
        """;

    public string Delete { get; } = $$"""DELETE FROM {{name}} WHERE organization_id = {0} AND {{owner}} = {1}""";

    public string Select { get; } = $$"""
        SELECT description, quantity, unit_price, discount_percent, net_minor, tax::text AS tax, account_id, item_id, project_id,
            (SELECT p.code || ' ' || p.name FROM projects p WHERE p.organization_id = t.organization_id AND p.id = t.project_id) AS project
        FROM {{name}} t WHERE organization_id = {0} AND {{owner}} = {1} ORDER BY line
        """;
}

/// <summary>Lines go past EF: one statement for all of a document, be they ten thousand, or of many documents.</summary>
internal static class InvoiceLines
{
    public static async Task WriteAsync(
        FinancbaseDbContext context, LineTable table, OrganizationId organization, Guid owner, Currency currency, IReadOnlyList<InvoiceLine> lines, CancellationToken ct)
    {
        await RemoveAsync(context, table, organization, owner, ct);
        await AddAsync(context, table, organization, [(owner, currency, lines)], ct);
    }

    /// <summary>Of documents that have none yet.</summary>
    public static async Task AddAsync(
        FinancbaseDbContext context, LineTable table, OrganizationId organization, IReadOnlyList<(Guid Owner, Currency Currency, IReadOnlyList<InvoiceLine> Lines)> documents,
        CancellationToken ct)
    {
        var rows = documents.SelectMany(document => document.Lines
            .Zip(DocumentTotals.Of(document.Currency, [.. document.Lines.Select(line => line.Line)]).Nets)
            .Select((pair, place) => (document.Owner, Place: place + 1, Line: pair.First, Net: pair.Second))).ToList();
        await using var command = new NpgsqlCommand(table.Insert, (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid>("organization", organization.Value));
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("owners", [.. rows.Select(row => row.Owner)]));
        command.Parameters.Add(new NpgsqlParameter<int[]>("lines", [.. rows.Select(row => row.Place)]));
        Each("descriptions", NpgsqlDbType.Text, line => line.Line.Description);
        Each("quantities", NpgsqlDbType.Numeric, line => line.Line.Quantity);
        Each("prices", NpgsqlDbType.Numeric, line => line.Line.UnitPrice);
        Each("discounts", NpgsqlDbType.Numeric, line => line.Line.DiscountPercent);
        command.Parameters.Add(new NpgsqlParameter<long[]>("nets", [.. rows.Select(row => row.Net.Minor)]));
        Each("rates", NpgsqlDbType.Uuid, line => line.Line.Tax?.Id.Value);
        Each("taxes", NpgsqlDbType.Text, line => line.Line.Tax is { } tax ? Written(tax) : null);
        Each("accounts", NpgsqlDbType.Uuid, line => line.AccountId?.Value);
        Each("items", NpgsqlDbType.Uuid, line => line.ItemId?.Value);
        Each("projects", NpgsqlDbType.Uuid, line => line.ProjectId?.Value);
        await command.ExecuteNonQueryAsync(ct);

        void Each<T>(string name, NpgsqlDbType type, Func<InvoiceLine, T> value) => command.Parameters.Add(
            new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = rows.Select(row => value(row.Line)).ToArray() });
    }

    /// <summary>A rate as lines keep it.</summary>
    public static string Written(TaxTerms tax) => JsonSerializer.Serialize(tax, WireJson.Options);

    public static Task RemoveAsync(FinancbaseDbContext context, LineTable table, OrganizationId organization, Guid owner, CancellationToken ct) =>
        context.Database.ExecuteSqlRawAsync(table.Delete, [organization.Value, owner], ct);

    public static Task<List<InvoiceLineRow>> ReadAsync(FinancbaseDbContext context, LineTable table, OrganizationId organization, Guid owner, CancellationToken ct) =>
        context.Database.SqlQueryRaw<InvoiceLineRow>(table.Select, organization.Value, owner).ToListAsync(ct);
}

internal sealed record InvoiceLineRow(
    string Description, decimal Quantity, decimal UnitPrice, decimal DiscountPercent, long NetMinor, string? Tax, Guid? AccountId, Guid? ItemId, Guid? ProjectId,
    string? Project)
{
    // Without the zeros that the column adds.
    private const decimal Plain = 1.000000000000000000000000000m;

    public TaxTerms? Terms => Tax is null ? null : JsonSerializer.Deserialize<TaxTerms>(Tax, WireJson.Options);

    public AccountId? Account => AccountId is { } account ? new AccountId(account) : null;

    public ItemId? Item => ItemId is { } item ? new ItemId(item) : null;

    public ProjectId? OfProject => ProjectId is { } project ? new ProjectId(project) : null;

    public DocumentLine Line => new(Description, Quantity / Plain, UnitPrice / Plain, DiscountPercent / Plain, Terms);

    public InvoiceLine Whole => new(Line, Account, Item, OfProject);

    public InvoiceLineView ToView(Currency currency)
    {
        var line = Line;
        return new InvoiceLineView(
            line.Description, line.Quantity, line.UnitPrice, line.DiscountPercent, line.Tax?.Id, line.Tax?.Name, Account, Item, new Money(NetMinor, currency), OfProject, Project);
    }
}
