using Financbase.Infrastructure.Tests.Workflows.Engine;

namespace Financbase.Infrastructure.Tests.Workflows.Trials;

/// <summary>How many rows each table has, but for the heartbeats of the processes.</summary>
internal static class Rows
{
    public static async Task<string> CountAsync(EngineScene scene)
    {
        var tables = await scene.ScalarAsync<string[]>("""
            SELECT array_agg(relname::text ORDER BY relname) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'workers'
            """);
        return await scene.ScalarAsync<string>($"SELECT array_to_string(ARRAY[{string.Join(", ", tables.Select(table => $"'{table} ' || (SELECT count(*) FROM \"{table}\")"))}], ', ')");
    }
}
