using Financbase.Infrastructure.Jobs;
using Npgsql;

namespace Financbase.Infrastructure.Database.Backups;

/// <summary>
/// Takes a backup while everything goes on: PostgreSQL's dump and the checksums are read from one snapshot, as the owner
/// role, whose policies show it every organization's rows.
/// </summary>
public static class Backup
{
    // Row-level security is forced upon the owner too: without its own policy a table would be dumped as empty.
    private const string HiddenTables = """
        SELECT COALESCE(string_agg(c.relname, ', ' ORDER BY c.relname), '') FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
          AND NOT EXISTS (
              SELECT FROM pg_policies p
              WHERE p.schemaname = 'public' AND p.tablename = c.relname AND current_user = ANY (p.roles)
                AND p.permissive = 'PERMISSIVE' AND p.cmd = 'ALL' AND p.qual = 'true')
        """;

    /// <summary>Writes the file and its manifest; each appears whole or not at all.</summary>
    /// <exception cref="InvalidOperationException">The file exists, a table is hidden, or pg_dump failed.</exception>
    public static async Task<BackupManifest> TakeAsync(string ownerConnectionString, string file, DateTimeOffset now, CancellationToken ct)
    {
        if (File.Exists(file))
            throw new InvalidOperationException($"{file} exists already: choose another name, or remove it first.");

        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        if (await AskAsync(connection, HiddenTables, ct) is { Length: > 0 } hidden)
            throw new InvalidOperationException($"The owner role cannot see every row of {hidden}: a backup would lack them.");

        var draft = file + ".partial";
        MakePrivate(draft);
        await DumpAsync(ownerConnectionString, await AskAsync(connection, "SELECT pg_export_snapshot()", ct), draft, ct);
        var tables = await TableSums.ReadAsync(connection, ct);
        var manifest = new BackupManifest(now, await BackupManifest.DigestAsync(draft, ct), tables);
        await manifest.WriteAsync(BackupManifest.PathOf(file), ct);
        File.Move(draft, file);
        return manifest;
    }

    private static async Task DumpAsync(string ownerConnectionString, string snapshot, string draft, CancellationToken ct)
    {
        using var dump = new ToolRun("pg_dump", ownerConnectionString,
            "--format=custom", "--enable-row-security", "--no-password", $"--exclude-schema={JobSchema.Name}", $"--snapshot={snapshot}", $"--file={draft}");
        await dump.EndAsync(ct);
    }

    private static async Task<string> AskAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private static void MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }
}
