using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Starting;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>
/// Decides about children that take turns, under the locks of their keys and after those that end in the same batch have given
/// their places away. The locks of their organizations are held as well: of two that begin to wait for each other the second one
/// sees the first.
/// </summary>
internal static class ChildTurns
{
    private const string LinesSql = """
        WITH RECURSIVE line AS (
            SELECT n.organization_id, n.id AS child, n.id FROM unnest($1, $2) AS n (organization_id, id)
            UNION ALL
            SELECT line.organization_id, line.child, e.parent_id
            FROM line JOIN workflow_executions e ON e.organization_id = line.organization_id AND e.id = line.id
            WHERE e.parent_id IS NOT NULL)
        SELECT line.child, line.id, t.organization_id, t.workflow_id, t.key
        FROM line LEFT JOIN workflow_turns t ON t.organization_id = line.organization_id AND t.execution_id = line.id AND t.running
        """;

    public static IEnumerable<(Checkpoint Of, NewChild Child, TurnKey Key)> Asking(IEnumerable<Checkpoint> all) =>
        from checkpoint in all
        from child in checkpoint.NewChildren
        where child.AsksForTurn
        select (checkpoint, child, new TurnKey(checkpoint.Lease.OrganizationId, child.Workflow, child.Turn!.Key));

    /// <summary>Books them, and answers the keys of those that did not begin and are not booked.</summary>
    public static async Task<IReadOnlyList<TurnKey>> BookAsync(IReadOnlyList<Checkpoint> all, NpgsqlConnection connection)
    {
        List<(Checkpoint Of, NewChild Child, TurnKey Key)> asking = [.. Asking(all)];
        if (asking.Count == 0)
            return [];

        var lines = await LinesAsync([.. asking.Select(one => one.Of).Distinct()], connection);
        var graph = await TurnGraph.ReadAsync([.. asking.Select(one => one.Key).Distinct()], connection);
        var booked = new List<(Checkpoint, NewChild)>(asking.Count);
        var cancelled = new List<(OrganizationId Organization, Guid Id)>();
        var leftOut = new List<TurnKey>();
        foreach (var (of, child, key) in asking)
        {
            var line = lines[of.Lease.ExecutionId.Value];
            var (decided, oldest) = Decide(child with { Ancestors = line.Ids }, key, line, graph);
            booked.Add((of, decided));
            if (decided.Refusal is not null)
                leftOut.Add(key);
            if (decided.Place == ChildPlace.Cancelled)
                cancelled.Add((key.Organization, child.Id));
            if (oldest is { } other)
                cancelled.Add((key.Organization, other));
        }

        await ChildRows.BookAsync(booked, connection);
        foreach (var (organization, id) in cancelled)
        {
            await ExecutionEnd.CancelAsync(organization, new WorkflowExecutionId(id), connection, CancellationToken.None);
        }

        return leftOut;
    }

    /// <summary>What becomes of it, and who is cancelled for it.</summary>
    private static (NewChild Child, Guid? Oldest) Decide(NewChild child, TurnKey key, Line line, TurnGraph graph)
    {
        // Whoever waits for it would hold the place until it ends.
        if (line.Held.Contains(key))
            return (child with { Place = ChildPlace.Free }, null);
        if (graph.HoldersOf(key).Count < child.Turn!.Most)
        {
            graph.Hold(key, child.Id, line.Ids);
            return (child with { Place = ChildPlace.Holds }, null);
        }

        if (child.Turn.WhenFull == WhenFull.Skip)
            return (child with { Refusal = ChildStarts.Refusal(WorkflowsErrors.LeftOut) }, null);
        if (child.Turn.WhenFull == WhenFull.CancelNewest)
            return (child with { Place = ChildPlace.Cancelled }, null);

        // Not those that the same execution has started before it, itself or by others: they would be cancelled for one another.
        if (child.Turn.WhenFull == WhenFull.CancelOldest && graph.HoldersOf(key).FirstOrDefault(holder => !line.IsOf(holder)) is { } oldest)
        {
            // Its place goes to the one that waits longest, which is the child when nobody else waits.
            graph.Release(key, oldest);
            graph.Hold(key, child.Id, line.Ids);
            return (child with { Place = ChildPlace.Waits }, oldest.Id);
        }

        if (graph.IsRing(line.Ids, key))
            return (child with { Refusal = ChildStarts.Refusal(WorkflowsErrors.TurnRing) }, null);
        graph.Await(line.Ids, key);
        return (child with { Place = ChildPlace.Waits }, null);
    }

    private static async Task<Dictionary<Guid, Line>> LinesAsync(IReadOnlyList<Checkpoint> parents, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(LinesSql, connection);
        command.Parameters.AddRange(CheckpointRows.Keys(parents));
        await using var row = await command.ExecuteReaderAsync();
        var lines = parents.ToDictionary(parent => parent.Lease.ExecutionId.Value, _ => new Line([], []));
        while (await row.ReadAsync())
        {
            var line = lines[row.GetGuid(0)];
            line.Ids.Add(row.GetGuid(1));
            if (!row.IsDBNull(2))
                line.Held.Add(new TurnKey(new OrganizationId(row.GetGuid(2)), new WorkflowId(row.GetGuid(3)), row.GetString(4)));
        }

        return lines;
    }

    /// <param name="Ids">An execution and those that started it.</param>
    /// <param name="Held">The keys of which they have a place.</param>
    private sealed record Line(HashSet<Guid> Ids, HashSet<TurnKey> Held)
    {
        public bool IsOf(TurnGraph.Holder holder) => Ids.Contains(holder.Id) || Ids.Overlaps(holder.Ancestors);
    }
}
