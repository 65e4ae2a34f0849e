using System.Collections.Concurrent;
using Financbase.Infrastructure.Events;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>The leases that this process holds as far as it knows, and the work under each.</summary>
internal sealed class LeaseBook(EngineOptions options, WakeUps wakeUps)
{
    private const int MostAtOnce = 128;

    private readonly int _kept = options.Slots / 8;

    // So many executions that have ended since the last claim are worth another one; in a full house, each.
    private readonly int _worthAClaim = Math.Max(1, Math.Min(options.Slots, options.SlotsPerOrganization) / 4);

    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private int _ended;

    /// <summary>Drawn anew at each start: a process never takes its predecessor's leases for its own.</summary>
    public Guid Worker { get; } = Guid.CreateVersion7();

    public IReadOnlyCollection<long> Fences => [.. _entries.Keys];

    /// <summary>
    /// At most half of the slots that are free. The last eighth is kept for organizations that hold none, one slot each:
    /// however many calls of some hang, the others' workflows go on. Null when nothing is free.
    /// </summary>
    public ClaimRoom? Room()
    {
        Interlocked.Exchange(ref _ended, 0);
        var held = _entries.Values.CountBy(entry => entry.Lease.OrganizationId).ToDictionary();
        var free = options.Slots - held.Values.Sum();
        if (free <= _kept)
        {
            return free <= 0 ? null : new ClaimRoom(Math.Min(free, MostAtOnce), 1, held);
        }

        var half = Math.Min((free - _kept + 1) / 2, MostAtOnce);
        return new ClaimRoom(half, Math.Min(half, options.SlotsPerOrganization), held);
    }

    /// <summary>Runs the work under the lease; its token is cancelled when the lease is lost or the process stops.</summary>
    public void Start(Lease lease, Func<CancellationToken, Task> work)
    {
        var entry = new Entry(lease);
        _entries[lease.Fence] = entry;
        entry.Work = RunAsync(entry, work);
    }

    /// <summary>These leases have gone to others, or their executions have been cancelled.</summary>
    public void Lose(IEnumerable<long> fences)
    {
        foreach (var fence in fences)
        {
            if (_entries.TryGetValue(fence, out var entry))
            {
                entry.Lost.Cancel();
            }
        }
    }

    public Task WhenIdleAsync() => Task.WhenAll(_entries.Values.Select(entry => entry.Work));

    private async Task RunAsync(Entry entry, Func<CancellationToken, Task> work)
    {
        try
        {
            await Task.Yield();
            await work(entry.Lost.Token);
        }
        finally
        {
            _entries.TryRemove(entry.Lease.Fence, out _);
            if (Interlocked.Increment(ref _ended) == _worthAClaim || options.Slots - _entries.Count <= _kept + 1)
            {
                wakeUps.SignalLocally(WorkflowChannels.Ready);
            }
        }
    }

    private sealed class Entry(Lease lease)
    {
        public Lease Lease => lease;

        public CancellationTokenSource Lost { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
