using Npgsql;

namespace Financbase.Benchmarks.Measuring;

/// <summary>What PostgreSQL's sessions are busy with: looked at again and again while something runs.</summary>
internal static class ServerProfile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// Shares of the looks at which a session of the product was at work, in percent, the largest first. A statement is
    /// told by what it does to which tables, and by what it waits for, if anything.
    /// </summary>
    public static async Task<IReadOnlyList<(string Statement, double Percent)>> OfAsync(string superuser, Func<Task> work)
    {
        var looks = new Dictionary<string, int>();
        await using var connection = new NpgsqlConnection(superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            SELECT query, coalesce(' (' || wait_event_type || ')', '')
            FROM pg_stat_activity
            WHERE state = 'active' AND usename LIKE 'financbase%' AND datname = current_database()
            """, connection);
        await command.PrepareAsync();
        var busy = work();
        while (!busy.IsCompleted)
        {
            await using (var rows = await command.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                {
                    var seen = StatementName.Of(rows.GetString(0)) + rows.GetString(1);
                    looks[seen] = looks.GetValueOrDefault(seen) + 1;
                }
            }

            await Task.WhenAny(busy, Task.Delay(Pause));
        }

        await busy;
        var all = Math.Max(1, looks.Values.Sum());
        return [.. looks.Select(look => (look.Key, 100.0 * look.Value / all)).OrderByDescending(look => look.Item2)];
    }
}
