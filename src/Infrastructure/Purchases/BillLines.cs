using System.Text.Json;
using Financbase.Application.Purchases;
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

/// <summary>Lines of what is bought go past EF: one statement for all of a document, be they ten thousand, or of many documents.</summary>
internal sealed class BillLines
{
    private readonly string _table;
    private readonly string _owner;

    private BillLines(string table, string owner) => (_table, _owner) = (table, owner);

    public static BillLines OfBills { get; } = new("bill_lines", "bill_id");

    public static BillLines OfCredits { get; } = new("vendor_credit_lines", "vendor_credit_id");

    public Task WriteAsync(FinancbaseDbContext context, OrganizationId organization, Guid document, Currency currency, IReadOnlyList<BillLine> lines, CancellationToken ct) =>
        AddAsync(context, organization, [(document, currency, lines)], ct);

    /// <summary>Of documents that have none yet.</summary>
    public async Task AddAsync(
        FinancbaseDbContext context, OrganizationId organization, IReadOnlyList<(Guid Owner, Currency Currency, IReadOnlyList<BillLine> Lines)> documents, CancellationToken ct)
    {
        var rows = documents.SelectMany(document => document.Lines
            .Zip(DocumentTotals.Of(document.Currency, [.. document.Lines.Select(line => line.Line)]).Nets)
            .Select((pair, place) => (document.Owner, Place: place + 1, Line: pair.First, Net: pair.Second))).ToList();
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO {_table} (
                organization_id, {_owner}, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax, account_id, project_id)
            SELECT @organization, owner, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax::jsonb, account_id, project_id
            FROM unnest(@owners, @lines, @descriptions, @quantities, @prices, @discounts, @nets, @rates, @taxes, @accounts, @projects)
                AS row (owner, line, description, quantity, unit_price, discount_percent, net_minor, tax_rate_id, tax, account_id, project_id)
            """,
            (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid>("organization", organization.Value));
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("owners", [.. rows.Select(row => row.Owner)]));
        command.Parameters.Add(new NpgsqlParameter<int[]>("lines", [.. rows.Select(row => row.Place)]));
        Each("descriptions", NpgsqlDbType.Text, line => line.Line.Description);
        Each("quantities", NpgsqlDbType.Numeric, line => line.Line.Quantity);
        Each("prices", NpgsqlDbType.Numeric, line => line.Line.UnitPrice);
        Each("discounts", NpgsqlDbType.Numeric, line => line.Line.DiscountPercent);
        command.Parameters.Add(new NpgsqlParameter<long[]>("nets", [.. rows.Select(row => row.Net.Minor)]));
        Each("rates", NpgsqlDbType.Uuid, line => line.Line.Tax?.Id.Value);
        Each("taxes", NpgsqlDbType.Text, line => line.Line.Tax is { } tax ? JsonSerializer.Serialize(tax, WireJson.Options) : null);
        Each("accounts", NpgsqlDbType.Uuid, line => line.AccountId?.Value);
        Each("projects", NpgsqlDbType.Uuid, line => line.ProjectId?.Value);
        await command.ExecuteNonQueryAsync(ct);

        void Each<T>(string name, NpgsqlDbType type, Func<BillLine, T> value) => command.Parameters.Add(
            new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = rows.Select(row => value(row.Line)).ToArray() });
    }

    public Task RemoveAsync(FinancbaseDbContext context, OrganizationId organization, Guid document, CancellationToken ct)
    {
        var sql = $"DELETE FROM {_table} WHERE organization_id = {{0}} AND {_owner} = {{1}}";
        return context.Database.ExecuteSqlRawAsync(sql, [organization.Value, document], ct);
    }

    /// <summary>In their order.</summary>
    public Task<List<BillLineRow>> ReadAsync(FinancbaseDbContext context, OrganizationId organization, Guid document, CancellationToken ct)
    {
        var sql = $$"""
            SELECT description, quantity, unit_price, discount_percent, net_minor, tax::text AS tax, account_id, project_id,
                (SELECT p.code || ' ' || p.name FROM projects p WHERE p.organization_id = t.organization_id AND p.id = t.project_id) AS project
            FROM {{_table}} t WHERE organization_id = {0} AND {{_owner}} = {1} ORDER BY line
            """;
        return context.Database.SqlQueryRaw<BillLineRow>(sql, organization.Value, document).ToListAsync(ct);
    }
}

internal sealed record BillLineRow(string Description, decimal Quantity, decimal UnitPrice, decimal DiscountPercent, long NetMinor, string? Tax, Guid? AccountId,
    Guid? ProjectId, string? Project)
{
    // Without the zeros that the column adds.
    private const decimal Plain = 1.000000000000000000000000000m;

    public AccountId? Account => AccountId is { } account ? new AccountId(account) : null;

    public ProjectId? OfProject => ProjectId is { } project ? new ProjectId(project) : null;

    public DocumentLine Line => new(
        Description, Quantity / Plain, UnitPrice / Plain, DiscountPercent / Plain, Tax is null ? null : JsonSerializer.Deserialize<TaxTerms>(Tax, WireJson.Options));

    /// <summary>As it is kept.</summary>
    public BillLine ToLine() => new(Line, Account, OfProject);

    public BillLineView ToView(Currency currency)
    {
        var line = Line;
        return new(line.Description, line.Quantity, line.UnitPrice, line.DiscountPercent, line.Tax?.Id, line.Tax?.Name, Account, new Money(NetMinor, currency), OfProject, Project);
    }
}
