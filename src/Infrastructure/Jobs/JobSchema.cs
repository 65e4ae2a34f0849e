using Financbase.Infrastructure.Database;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// Hangfire's tables, in a schema of their own. The owner makes and updates them; the role of the jobs may change their
/// rows and no more, and the app role, which serves requests, does not even see them.
/// </summary>
public static class JobSchema
{
    public const string Name = "hangfire";

    // An installation without a role for jobs gives them the system role's door.
    private const string Grants = $"""
        DO $$
        DECLARE door name;
        BEGIN
            REVOKE ALL ON SCHEMA {Name} FROM PUBLIC;
            FOR door IN SELECT rolname FROM pg_roles WHERE rolname IN ('{DatabaseOptions.JobsRole}', '{DatabaseOptions.SystemRole}') LOOP
                EXECUTE format('GRANT USAGE ON SCHEMA {Name} TO %I', door);
                EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {Name} TO %I', door);
                EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA {Name} TO %I', door);
            END LOOP;
        END $$
        """;

    /// <summary>Repeating it changes nothing.</summary>
    public static async Task EnsureAsync(string ownerConnectionString, CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false }.ConnectionString;
        var options = new PostgreSqlStorageOptions { SchemaName = Name };

        // Opening a storage is Hangfire's way of making its tables.
        _ = new PostgreSqlStorage(new NpgsqlConnectionFactory(text, options), options);
        await using var connection = new NpgsqlConnection(text);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Grants, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
