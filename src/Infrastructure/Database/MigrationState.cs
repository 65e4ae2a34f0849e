using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>Whether the database has the shape that this version expects. Asked as the app role, which may read the history and no more.</summary>
public sealed class MigrationState(DataSources dataSources)
{
    private readonly string[] _known = Known();

    /// <summary>The migrations that are still to be applied.</summary>
    /// <exception cref="NpgsqlException">The database does not answer, or was never migrated.</exception>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("""
            SELECT known FROM unnest($1) AS known
            WHERE NOT EXISTS (SELECT FROM "__EFMigrationsHistory" WHERE migration_id = known) ORDER BY 1
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = _known });
        await using var row = await command.ExecuteReaderAsync(ct);
        var pending = new List<string>();
        while (await row.ReadAsync(ct))
            pending.Add(row.GetString(0));

        return pending;
    }

    private static string[] Known()
    {
        using var context = DesignTime.Create("Host=localhost");
        return [.. context.Database.GetMigrations()];
    }
}
