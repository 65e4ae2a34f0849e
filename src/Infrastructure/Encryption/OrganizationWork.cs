using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Encryption;

/// <summary>A transaction of one organization outside EF, with the organization named to row-level security.</summary>
internal sealed class OrganizationWork : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private OrganizationWork(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    public static async Task<OrganizationWork> BeginAsync(NpgsqlDataSource source, OrganizationId organization, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        var work = new OrganizationWork(connection, await connection.BeginTransactionAsync(ct));
        await using var enter = work.Command("SELECT set_config('app.organization_id', $1, true)");
        enter.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organization.Value.ToString() });
        await enter.ExecuteNonQueryAsync(ct);
        return work;
    }

    public NpgsqlConnection Connection => _connection;

    public NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction);

    public Task CommitAsync(CancellationToken ct) => _transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
