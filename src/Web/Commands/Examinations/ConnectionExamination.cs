using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Web.Commands.Examinations;

/// <summary>Each connection string reaches the same database, as its own role, which no wall lets through.</summary>
internal sealed class ConnectionExamination(DatabaseOptions options) : Examination
{
    private const int OldestVersion = 150_000;

    private const string Sql = """
        SELECT current_user::text, (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user),
            current_setting('server_version_num')::int, current_setting('server_version'), current_setting('server_encoding'),
            current_database() || ' since ' || pg_postmaster_start_time()
        """;

    protected override string Subject => "database";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var reached = new HashSet<string>();
        foreach (var (setting, text, role) in Doors())
        {
            var (finding, database) = await TryAsync(setting, text, role, ct);
            yield return finding;
            if (database is not null)
                reached.Add(database);
        }

        if (reached.Count > 1)
            yield return Fault("The connection strings lead to different databases: give all of them the same host, port and database.");
    }

    private IEnumerable<(string Setting, string Text, string Role)> Doors() =>
    [
        ("Financbase", options.App, DatabaseOptions.AppRole),
        ("FinancbaseSystem", options.System, DatabaseOptions.SystemRole),
        .. options.OwnerIfAny is { } owner ? new[] { ("FinancbaseOwner", owner, DatabaseOptions.OwnerRole) } : [],
        .. options.Jobs == options.System ? [] : new[] { ("FinancbaseJobs", options.Jobs, DatabaseOptions.JobsRole) },
    ];

    private async Task<(Finding Finding, string? Database)> TryAsync(string setting, string text, string role, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(Sql, connection);
            await using var row = await command.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            return (Judge(setting, role, row), row.GetString(5));
        }
        catch (NpgsqlException failed)
        {
            return (Fault($"ConnectionStrings__{setting} does not get in: {failed.Message}"), null);
        }
    }

    private Finding Judge(string setting, string role, NpgsqlDataReader row) =>
        row.GetString(0) != role ? Fault($"ConnectionStrings__{setting} logs in as {row.GetString(0)}; it must be {role}.")
        : row.GetBoolean(1) ? Fault($"{role} may pass by row-level security: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS.")
        : row.GetInt32(2) < OldestVersion ? Fault($"PostgreSQL {row.GetString(3)} is too old: 15 or newer is needed.")
        : row.GetString(4) != "UTF8" ? Fault($"The database's encoding is {row.GetString(4)}; it must be UTF8.")
        : Ok($"{setting} logs in as {role} (PostgreSQL {row.GetString(3)})");
}
