using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Tenancy;

/// <summary>Finds organizations before one is known, through the database's own closed list of look-up functions.</summary>
public interface IMultiTenantStore
{
    Task<TenantInfo?> FindByIdentifierAsync(string slug, CancellationToken ct);

    Task<TenantInfo?> FindByIdAsync(OrganizationId id, CancellationToken ct);
}

internal sealed class OrganizationStore(DataSources dataSources) : IMultiTenantStore
{
    public Task<TenantInfo?> FindByIdentifierAsync(string slug, CancellationToken ct) =>
        FindAsync("SELECT id, slug, name, base_currency FROM lookup_organization_by_slug($1)",
            new NpgsqlParameter<string> { TypedValue = slug }, ct);

    public Task<TenantInfo?> FindByIdAsync(OrganizationId id, CancellationToken ct) =>
        FindAsync("SELECT id, slug, name, base_currency FROM lookup_organization_by_id($1)",
            new NpgsqlParameter<Guid> { TypedValue = id.Value }, ct);

    private async Task<TenantInfo?> FindAsync(string sql, NpgsqlParameter key, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand(sql);
        command.Parameters.Add(key);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new TenantInfo(new OrganizationId(row.GetGuid(0)), row.GetString(1), row.GetString(2), Currency.Of(row.GetString(3)))
            : null;
    }
}
