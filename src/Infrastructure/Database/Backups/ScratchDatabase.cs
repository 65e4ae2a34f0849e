using Npgsql;

namespace Financbase.Infrastructure.Database.Backups;

/// <summary>An empty database of the owner role for one trial; dropped at the end, whatever happens.</summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _admin;
    private readonly string _name = $"financbase_scratch_{Guid.CreateVersion7():N}";

    private ScratchDatabase(string admin, string owner)
    {
        _admin = new NpgsqlConnectionStringBuilder(admin) { Pooling = false }.ConnectionString;
        Owner = new NpgsqlConnectionStringBuilder(owner) { Database = _name, Pooling = false }.ConnectionString;
    }

    /// <summary>The connection string of its owner.</summary>
    public string Owner { get; }

    /// <param name="admin">Of a role that may make databases for the owner role, such as a superuser.</param>
    /// <param name="owner">The owner role's connection string to the live database.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<ScratchDatabase> CreateAsync(string admin, string owner, CancellationToken ct)
    {
        var scratch = new ScratchDatabase(admin, owner);
        await scratch.ExecuteAsync($"CREATE DATABASE {scratch._name} OWNER {DatabaseOptions.OwnerRole} TEMPLATE template0", ct);
        return scratch;
    }

    public async ValueTask DisposeAsync() =>
        await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_admin);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
