using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>
/// Who has the places of some keys, or will have them when those that are leaving have left, and for which keys those wait in turn,
/// because what they have started and wait for waits there. Whoever waits for a place waits for the end of any one of those that have
/// it; whoever waits for what it has started waits for the end of all of it.
/// </summary>
internal sealed class TurnGraph
{
    // What something that an execution has started and still waits for waits for.
    private const string AwaitedSql = """
        WITH RECURSIVE below AS (
            SELECT w.child FROM workflow_waits w
            WHERE w.organization_id = holder.organization_id AND w.execution_id = holder.execution_id AND w.child IS NOT NULL
            UNION ALL
            SELECT w.child FROM below JOIN workflow_waits w
                ON w.organization_id = holder.organization_id AND w.execution_id = below.child AND w.child IS NOT NULL)
        SELECT DISTINCT t.workflow_id, t.key
        FROM below JOIN workflow_turns t ON t.organization_id = holder.organization_id AND t.execution_id = below.child AND NOT t.running
        """;

    // From the keys that are asked about to those for which their holders wait, and on from these.
    private const string Sql = $"""
        WITH RECURSIVE wanted AS (
            SELECT n.organization_id, n.workflow_id, n.key FROM unnest($1, $2, $3) AS n (organization_id, workflow_id, key)
            UNION
            SELECT holder.organization_id, waiting.workflow_id, waiting.key
            FROM wanted
            JOIN workflow_turns holder ON holder.organization_id = wanted.organization_id AND holder.workflow_id = wanted.workflow_id
                AND holder.key = wanted.key AND holder.running
            CROSS JOIN LATERAL ({AwaitedSql}) waiting)
        SELECT holder.organization_id, holder.workflow_id, holder.key, holder.execution_id, holder.ancestors, waiting.workflow_id, waiting.key,
            holder.running, holder.leaving
        FROM wanted asked CROSS JOIN LATERAL (
            SELECT asked.organization_id, asked.workflow_id, asked.key, member.* FROM ({TurnRows.MembersSql}) member) holder
        LEFT JOIN LATERAL ({AwaitedSql}) waiting ON NOT holder.leaving
        ORDER BY holder.running DESC, holder.position
        """;

    private readonly Dictionary<TurnKey, List<Holder>> _holders = [];
    private readonly Dictionary<TurnKey, int> _taken = [];
    private readonly Dictionary<Guid, HashSet<TurnKey>> _awaited = [];

    public static async Task<TurnGraph> ReadAsync(IReadOnlyCollection<TurnKey> keys, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddRange(TurnRows.Keys(keys));
        await using var row = await command.ExecuteReaderAsync();
        var graph = new TurnGraph();
        var seen = new HashSet<Guid>();
        while (await row.ReadAsync())
        {
            var organization = new OrganizationId(row.GetGuid(0));
            var (key, holder) = (new TurnKey(organization, new WorkflowId(row.GetGuid(1)), row.GetString(2)), row.GetGuid(3));
            var (hasPlace, isLeaving) = (row.GetBoolean(7), row.GetBoolean(8));
            // One that waits for several keys has several rows.
            if (seen.Add(holder))
            {
                if (hasPlace)
                    graph.TakePlace(key, int.MaxValue);
                if (!isLeaving)
                    graph.Hold(key, holder, row.GetFieldValue<Guid[]>(4));
            }

            if (!row.IsDBNull(5))
                graph.Await([holder], new TurnKey(organization, new WorkflowId(row.GetGuid(5)), row.GetString(6)));
        }

        return graph;
    }

    /// <summary>The one that began first comes first.</summary>
    public IReadOnlyList<Holder> HoldersOf(TurnKey key) => _holders.GetValueOrDefault(key) ?? [];

    public void Hold(TurnKey key, Guid execution, IReadOnlyCollection<Guid> ancestors)
    {
        if (!_holders.TryGetValue(key, out var holders))
            _holders[key] = holders = [];
        holders.Add(new Holder(execution, ancestors));
    }

    /// <summary>Takes one of so many places, unless all are taken, be it by some that are leaving.</summary>
    public bool TakePlace(TurnKey key, int most)
    {
        var taken = _taken.GetValueOrDefault(key);
        if (taken >= most)
            return false;
        _taken[key] = taken + 1;
        return true;
    }

    public void Release(TurnKey key, Holder holder) => _holders[key].Remove(holder);

    /// <summary>Something that all of these wait for waits for a place of the key.</summary>
    public void Await(IEnumerable<Guid> line, TurnKey key)
    {
        foreach (var execution in line)
        {
            if (!_awaited.TryGetValue(execution, out var keys))
                _awaited[execution] = keys = [];
            keys.Add(key);
        }
    }

    /// <summary>Whether no place of the key would ever become free if all of this line waited for one.</summary>
    public bool IsRing(IReadOnlyCollection<Guid> line, TurnKey key)
    {
        // Of ever more keys it is known that one of their holders ends: one that waits for none but such keys.
        var free = new HashSet<TurnKey>();
        while (_holders.FirstOrDefault(other => !free.Contains(other.Key) && other.Value.Exists(Ends)) is { Value: not null } next)
            free.Add(next.Key);
        return !IsFree(key);

        bool IsFree(TurnKey other) => free.Contains(other) || HoldersOf(other).Count == 0;

        bool Ends(Holder holder) => (_awaited.GetValueOrDefault(holder.Id)?.All(IsFree) ?? true) && (!line.Contains(holder.Id) || IsFree(key));
    }

    /// <param name="Id">An execution that has a place.</param>
    /// <param name="Ancestors">The one that started it, and those that started that one; none for one that began by itself.</param>
    internal sealed record Holder(Guid Id, IReadOnlyCollection<Guid> Ancestors);
}
