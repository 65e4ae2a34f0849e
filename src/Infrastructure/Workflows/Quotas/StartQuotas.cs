using System.Collections.Concurrent;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Starting;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>
/// Decides which executions may begin. What was booked before under its dedupe key is none: it takes no room, and is never
/// refused. Counts are read on the connection that books, for whoever holds one must not wait for a second one of the same
/// pool; once for all who ask at the same time, at most every five seconds
/// for each organization that begins any (and again before one is refused); what this process begins in between is added,
/// but nothing is refused as unfinished because of that before it is counted.
/// So a start costs no statement and contends for no row, and a quota may be overshot by what other processes begin within
/// five seconds, and by what is not committed yet.
/// </summary>
internal sealed class StartQuotas(DataSources dataSources, QuotaOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    // It moves whenever one ends.
    private static readonly TimeSpan UntilSomeHaveEnded = TimeSpan.FromMinutes(1);

    private const string KnownSql = """
        SELECT n.place::int FROM unnest($1, $2, $3) WITH ORDINALITY AS n (organization_id, workflow_id, key, place)
        WHERE EXISTS (SELECT FROM workflow_dedupe d
            WHERE d.organization_id = n.organization_id AND d.workflow_id = n.workflow_id AND d.key = n.key)
        """;

    private readonly ConcurrentDictionary<OrganizationId, Room> _rooms = new();

    /// <summary>Books in the connection's transaction those that may begin.</summary>
    public async Task<BookedStarts> BookAsync(IReadOnlyList<NewExecution> all, NpgsqlConnection connection, CancellationToken ct)
    {
        var admitted = new List<NewExecution>(all.Count);
        var refused = new List<(NewExecution, ReachedQuota)>();
        var taken = new List<(Room Room, OrganizationId Organization, int Count)>();
        foreach (var starts in all.GroupBy(start => start.OrganizationId))
        {
            NewExecution[] wanted = [.. starts];
            var room = RoomOf(starts.Key);
            var (granted, reached) = await TakeAsync(room, wanted.Length, () => CountAsync(starts.Key, connection, ct), holdsConnection: true, ct);
            taken.Add((room, starts.Key, granted));
            if (reached is not { } quota)
            {
                admitted.AddRange(wanted);
                continue;
            }

            var known = await KnownAsync(wanted, connection, ct);
            foreach (var (start, isKnown) in wanted.Zip(known))
            {
                if (isKnown || granted-- > 0)
                    admitted.Add(start);
                else
                    refused.Add((start, quota));
            }
        }

        var booked = admitted.Count > 0 ? await NewExecution.BookAsync(admitted, connection, ct) : [];
        GiveBack(taken, admitted, booked);
        return new BookedStarts(booked, refused);
    }

    /// <summary>
    /// Null when one more may begin, which then counts; otherwise the quota that is reached. For callers that hold no
    /// connection.
    /// </summary>
    public async ValueTask<ReachedQuota?> TakeAsync(OrganizationId organization, CancellationToken ct) => (await TakeAsync(
        RoomOf(organization), 1, async () =>
        {
            await using var connection = await dataSources.System.OpenConnectionAsync(ct);
            return await CountAsync(organization, connection, ct);
        }, holdsConnection: false, ct)).Reached;

    /// <summary>One that was taken did not begin.</summary>
    public void GiveBack(OrganizationId organization) => RoomOf(organization).GiveBack(1);

    private static void GiveBack(List<(Room Room, OrganizationId Organization, int Count)> taken, List<NewExecution> admitted, IReadOnlyList<WorkflowExecutionId> booked)
    {
        if (booked.Count == taken.Sum(one => one.Count))
            return;
        var ids = booked.ToHashSet();
        foreach (var (room, organization, count) in taken)
            room.GiveBack(count - admitted.Count(start => start.OrganizationId == organization && ids.Contains(start.Id)));
    }

    private Room RoomOf(OrganizationId organization) => _rooms.GetOrAdd(organization, _ => new Room());

    private async ValueTask<(int Granted, ReachedQuota? Reached)> TakeAsync(
        Room room, int wanted, Func<Task<(long At, QuotaCounts Counts)>> count, bool holdsConnection, CancellationToken ct)
    {
        if (!room.IsYoungerThan(Remembered, clock))
            await room.ReadAsync(count, holdsConnection, ct);
        // Others may have ended since: of what began after the count was read nobody knows.
        if (!room.Holds(wanted, out var isGuess) && (isGuess || !room.IsYoungerThan(Fresh, clock)))
            await room.ReadAsync(count, holdsConnection, ct);
        var (granted, full) = room.Take(wanted);
        return (granted, full is { } quota ? new ReachedQuota(quota.Quota, quota.Limit, WaitFor(quota.Quota)) : null);
    }

    private TimeSpan WaitFor(Quota quota)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return quota == Quota.ExecutionsPerDay ? now.Date.AddDays(1) - now : UntilSomeHaveEnded;
    }

    private async Task<(long At, QuotaCounts Counts)> CountAsync(OrganizationId organization, NpgsqlConnection connection, CancellationToken ct)
    {
        var at = clock.GetTimestamp();
        return (at, await QuotaCounts.ReadAsync(organization, options, isForPeople: false, connection, ct));
    }

    /// <summary>Which of them were booked before under their key.</summary>
    private static async Task<bool[]> KnownAsync(NewExecution[] starts, NpgsqlConnection connection, CancellationToken ct)
    {
        var known = new bool[starts.Length];
        if (Array.TrueForAll(starts, start => start.DedupeKey is null))
            return known;
        await using var command = new NpgsqlCommand(KnownSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. starts.Select(start => start.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. starts.Select(start => start.WorkflowId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. starts.Select(start => start.DedupeKey)] });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            known[row.GetInt32(0) - 1] = true;
        return known;
    }

    /// <summary>What is known of one organization.</summary>
    private sealed class Room
    {
        private readonly Lock _lock = new();
        private (long At, QuotaCounts Counts)? _read;
        private Task? _booking;
        private Task? _asking;
        private long _taken;

        public bool IsYoungerThan(TimeSpan age, TimeProvider clock)
        {
            lock (_lock)
                return _read is { } read && clock.GetElapsedTime(read.At) <= age;
        }

        /// <param name="wanted">How many.</param>
        /// <param name="isGuess">It does not if none has ended of those that were taken since the count was read.</param>
        public bool Holds(int wanted, out bool isGuess)
        {
            lock (_lock)
            {
                var left = Left();
                isGuess = left.Quota == Quota.Unfinished && _taken > 0;
                return left.Count >= wanted;
            }
        }

        public (int Granted, (Quota Quota, long Limit)? Full) Take(int wanted)
        {
            lock (_lock)
            {
                var left = Left();
                var granted = (int)Math.Clamp(left.Count, 0, wanted);
                _taken += granted;
                return (granted, granted < wanted ? (left.Quota, left.Limit) : null);
            }
        }

        public void GiveBack(int count)
        {
            // What was read since holds none of them.
            lock (_lock)
                _taken = Math.Max(0, _taken - count);
        }

        /// <summary>Counts, or waits for whoever counts already; when that one is broken off, counts after all.</summary>
        public async Task ReadAsync(Func<Task<(long At, QuotaCounts Counts)>> read, bool holdsConnection, CancellationToken ct)
        {
            for (var isDone = false; !isDone;)
            {
                var reading = Join(read, holdsConnection, out var isMine);
                if (isMine)
                    await reading;
                else
                    await reading.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ct.ThrowIfCancellationRequested();
                isDone = reading.IsCompletedSuccessfully;
            }
        }

        // Who holds a connection must not wait for somebody who waits for one.
        private Task Join(Func<Task<(long At, QuotaCounts Counts)>> read, bool holdsConnection, out bool isMine)
        {
            lock (_lock)
            {
                ref var reading = ref (holdsConnection ? ref _booking : ref _asking);
                isMine = reading is not { IsCompleted: false };
                return isMine ? reading = KeepAsync(read) : reading!;
            }
        }

        private async Task KeepAsync(Func<Task<(long At, QuotaCounts Counts)>> read)
        {
            await Task.Yield();
            var found = await read();
            lock (_lock)
                (_read, _taken) = (found, 0);
        }

        private (long Count, Quota Quota, long Limit) Left()
        {
            var counts = _read!.Value.Counts;
            var today = counts.PerDay > 0 ? counts.PerDay - counts.Today - _taken : long.MaxValue;
            var unfinished = counts.MostUnfinished > 0 ? counts.MostUnfinished - counts.Unfinished - _taken : long.MaxValue;
            return today <= unfinished ? (today, Quota.ExecutionsPerDay, counts.PerDay) : (unfinished, Quota.Unfinished, counts.MostUnfinished);
        }
    }
}

/// <param name="Ids">Those that were booked; of the others, what is not refused was booked before, or left out by its turn.</param>
/// <param name="Refused">Those that a quota did not let begin.</param>
internal sealed record BookedStarts(IReadOnlyList<WorkflowExecutionId> Ids, IReadOnlyList<(NewExecution Start, ReachedQuota Quota)> Refused);

/// <param name="Quota">Which.</param>
/// <param name="Limit">How many it allows.</param>
/// <param name="ComeBackAfter">When trying again may help.</param>
internal readonly record struct ReachedQuota(Quota Quota, long Limit, TimeSpan ComeBackAfter)
{
    public Domain.SharedKernel.Error Error => WorkflowsErrors.QuotaReached(Quota, Limit, ComeBackAfter);
}
