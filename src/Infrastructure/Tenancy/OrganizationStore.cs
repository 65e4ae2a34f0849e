using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
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

    /// <summary>Today's slug of the organization that gave this one up, for one of its members; null for everybody else.</summary>
    Task<string?> FindSuccessorAsync(string slug, UserId member, CancellationToken ct);
}

internal sealed class OrganizationStore(DataSources dataSources) : IMultiTenantStore
{
    public Task<TenantInfo?> FindByIdentifierAsync(string slug, CancellationToken ct) =>
        FindAsync("SELECT id, slug, name, base_currency, state FROM lookup_organization_by_slug($1)",
            new NpgsqlParameter<string> { TypedValue = slug }, ct);

    public Task<TenantInfo?> FindByIdAsync(OrganizationId id, CancellationToken ct) =>
        FindAsync("SELECT id, slug, name, base_currency, state FROM lookup_organization_by_id($1)",
            new NpgsqlParameter<Guid> { TypedValue = id.Value }, ct);

    public async Task<string?> FindSuccessorAsync(string slug, UserId member, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("SELECT lookup_slug_successor($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = member.Value });
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private async Task<TenantInfo?> FindAsync(string sql, NpgsqlParameter key, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand(sql);
        command.Parameters.Add(key);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new TenantInfo(new OrganizationId(row.GetGuid(0)), row.GetString(1), row.GetString(2), Currency.Of(row.GetString(3)))
            {
                State = Enum.Parse<OrganizationState>(row.GetString(4), ignoreCase: true),
            }
            : null;
    }
}
