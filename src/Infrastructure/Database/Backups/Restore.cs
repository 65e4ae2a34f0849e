using System.Text;
using Financbase.Infrastructure.Jobs;
using Npgsql;

namespace Financbase.Infrastructure.Database.Backups;

/// <summary>Puts a backup into a database, in one transaction: all of it or nothing.</summary>
public static class Restore
{
    private const string Clear = $"DROP SCHEMA IF EXISTS {JobSchema.Name} CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;\n";

    /// <param name="ownerConnectionString">The database, as the owner role.</param>
    /// <param name="file">The backup.</param>
    /// <param name="replace">Drops what is there, in the same transaction; else the database must be empty.</param>
    /// <param name="ct">Ends it; nothing has happened then.</param>
    /// <exception cref="InvalidOperationException">Refused or failed; nothing has happened then.</exception>
    public static async Task IntoAsync(string ownerConnectionString, string file, bool replace, CancellationToken ct)
    {
        await EnsureMayWriteAsync(ownerConnectionString, replace, ct);

        // pg_restore alone could not drop tables that the backup does not know in the same transaction.
        using var script = new ToolRun("pg_restore", ownerConnectionString, "--file=-", file);
        using var target = new ToolRun("psql", ownerConnectionString,
            "--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null", "--file=-");
        try
        {
            if (replace)
                await target.Input.WriteAsync(Encoding.UTF8.GetBytes(Clear), ct);
            await script.Output.CopyToAsync(target.Input, ct);
            await script.EndAsync(ct);
        }
        catch (IOException)
        {
            // psql has ended at the first error and reads no further.
            throw await target.FailureAsync();
        }

        // The end of its input is psql's sign to commit, so it comes last.
        await target.EndAsync(ct);

        // The timetable is not in a backup: workers write it anew.
        await JobSchema.EnsureAsync(ownerConnectionString, ct);
    }

    public static Task<IReadOnlyDictionary<string, TableSum>> SumAsync(string ownerConnectionString, CancellationToken ct) =>
        TableSums.ReadAsync(ownerConnectionString, ct);

    private static async Task EnsureMayWriteAsync(string ownerConnectionString, bool replace, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        var tables = await CountAsync(source, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')", ct);
        if (tables > 0 && !replace)
            throw new InvalidOperationException("The database is not empty: restore into an empty one, or add --replace to drop everything that is in it.");

        var busy = await CountAsync(source, $"""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND usename IN ('{DatabaseOptions.AppRole}', '{DatabaseOptions.SystemRole}', '{DatabaseOptions.JobsRole}')
            """, ct);
        if (busy > 0)
            throw new InvalidOperationException("Financbase is running on this database: stop its web and worker processes first.");
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
