using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// The keys' own few connections. Whoever asks for a key holds a connection of the application's pool already: taken
/// from there, a full pool would wait for itself. A key is committed before anything is sealed with it, whatever
/// becomes of the transaction that needed it.
/// </summary>
internal sealed class KeyConnections : IDisposable
{
    private readonly NpgsqlDataSource _source;

    public KeyConnections(DatabaseOptions database)
    {
        var builder = new NpgsqlDataSourceBuilder(database.App);
        builder.ConnectionStringBuilder.ApplicationName = "financbase-keys";
        builder.ConnectionStringBuilder.MinPoolSize = 0;
        builder.ConnectionStringBuilder.MaxPoolSize = 4;
        _source = builder.Build();
    }

    // Synchronous, because EF's materialization and Data Protection cannot wait; it happens once per cached key.
    public T InTransaction<T>(OrganizationId? organization, Func<NpgsqlConnection, T> work)
    {
        using var connection = _source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        if (organization is { } owner)
        {
            using var enter = new NpgsqlCommand("SELECT set_config('app.organization_id', $1, true)", connection);
            enter.Parameters.Add(new NpgsqlParameter<string> { TypedValue = owner.Value.ToString() });
            enter.ExecuteNonQuery();
        }

        var result = work(connection);
        transaction.Commit();
        return result;
    }

    public void Dispose() => _source.Dispose();
}
