using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Testing.Database;

/// <summary>The PostgreSQL cluster that tests may make databases on; <c>build -- test</c> starts one.</summary>
public static class TestCluster
{
    public const string Variable = "FINANCBASE_TEST_ADMIN";

    /// <summary>The roles' password on test clusters, which listen on loopback and hold nothing.</summary>
    internal const string Password = "financbase-test";

    public static string Admin { get; } = Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException(
            $"Run “dotnet run --project build -- test”, or set {Variable} to a superuser's connection string of a test cluster.");

    internal static async Task EnsureRolesAsync()
    {
        // Test assemblies start at the same time; the lock keeps them from making one role twice.
        await ExecuteAsync($"""
            DO $$
            DECLARE role text;
            BEGIN
                PERFORM pg_advisory_xact_lock(4711);
                FOREACH role IN ARRAY ARRAY['{DatabaseOptions.OwnerRole}', '{DatabaseOptions.AppRole}', '{DatabaseOptions.SystemRole}', '{DatabaseOptions.JobsRole}'] LOOP
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
                        EXECUTE format('CREATE ROLE %I LOGIN', role);
                    END IF;
                    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB PASSWORD %L', role, '{Password}');
                END LOOP;
            END $$
            """);
    }

    internal static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Admin + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static void DropQuietly(string database)
    {
        using var connection = new NpgsqlConnection(Admin + ";Pooling=false;Timeout=3");
        try
        {
            connection.Open();
            using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {database} WITH (FORCE)", connection);
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // The cluster is gone already, and the database with it.
        }
    }
}
