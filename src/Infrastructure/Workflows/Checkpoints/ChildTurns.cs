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
            SELECT n.organization_id, n.id AS child, n.id, true AS waits FROM unnest($1, $2) AS n (organization_id, id)
            UNION ALL
            SELECT line.organization_id, line.child, e.parent_id, line.waits AND EXISTS (
                SELECT FROM workflow_waits w
                WHERE w.organization_id = e.organization_id AND w.execution_id = e.parent_id AND w.address = e.parent_address AND w.child = e.id)
            FROM line JOIN workflow_executions e ON e.organization_id = line.organization_id AND e.id = line.id
            WHERE e.parent_id IS NOT NULL)
        SELECT line.child, line.id, line.waits, t.organization_id, t.workflow_id, t.key
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
        var leaving = new List<(OrganizationId Organization, WorkflowExecutionId Id)>();
        var leftOut = new List<TurnKey>();
        foreach (var (of, child, key) in asking)
        {
            var line = lines[of.Lease.ExecutionId.Value];
            var (decided, oldest) = Decide(child with { Ancestors = line.All }, key, line, graph);
            booked.Add((of, decided));
            if (decided.Refusal is not null)
                leftOut.Add(key);
            if (oldest is { } other)
                leaving.Add((key.Organization, new WorkflowExecutionId(other)));
        }

        await ChildRows.BookAsync(booked, connection);
        if (leaving.Count > 0)
        {
            await using var leave = new NpgsqlCommand(TurnRows.LeaveSql, connection);
            leave.Parameters.AddRange(TurnRows.Ids(leaving));
            await leave.ExecuteNonQueryAsync();
        }

        // Nobody else knows of these, and they have no turns: no lock is waited for.
        foreach (var (of, child) in booked.Where(one => one.Item2.Place == ChildPlace.Cancelled))
        {
            await ExecutionEnd.CancelAsync(of.Lease.OrganizationId, new WorkflowExecutionId(child.Id), connection, CancellationToken.None);
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
            // Where one that is leaving still has the place, it gets it after that one.
            var place = graph.TakePlace(key, child.Turn.Most) ? ChildPlace.Holds : ChildPlace.Waits;
            graph.Hold(key, child.Id, line.All);
            return (child with { Place = place }, null);
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
            graph.Hold(key, child.Id, line.All);
            return (child with { Place = ChildPlace.Waits }, oldest.Id);
        }

        if (graph.IsRing(line.Waiting, key))
            return (child with { Refusal = ChildStarts.Refusal(WorkflowsErrors.TurnRing) }, null);
        graph.Await(line.Waiting, key);
        return (child with { Place = ChildPlace.Waits }, null);
    }

    private static async Task<Dictionary<Guid, Line>> LinesAsync(IReadOnlyList<Checkpoint> parents, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(LinesSql, connection);
        command.Parameters.AddRange(CheckpointRows.Keys(parents));
        await using var row = await command.ExecuteReaderAsync();
        var lines = parents.ToDictionary(parent => parent.Lease.ExecutionId.Value, _ => new Line([], [], []));
        while (await row.ReadAsync())
        {
            var line = lines[row.GetGuid(0)];
            line.All.Add(row.GetGuid(1));
            if (!row.GetBoolean(2))
                continue;
            line.Waiting.Add(row.GetGuid(1));
            if (!row.IsDBNull(3))
                line.Held.Add(new TurnKey(new OrganizationId(row.GetGuid(3)), new WorkflowId(row.GetGuid(4)), row.GetString(5)));
        }

        return lines;
    }

    /// <param name="All">An execution and those that started it.</param>
    /// <param name="Waiting">Of these, it and those that wait for it.</param>
    /// <param name="Held">The keys of which those that wait have a place.</param>
    private sealed record Line(HashSet<Guid> All, HashSet<Guid> Waiting, HashSet<TurnKey> Held)
    {
        public bool IsOf(TurnGraph.Holder holder) => All.Contains(holder.Id) || All.Overlaps(holder.Ancestors);
    }
}
