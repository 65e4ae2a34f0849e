using System.Collections.Concurrent;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Events;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>The leases that this process holds as far as it knows, and the work under each.</summary>
internal sealed class LeaseBook(EngineOptions options, WakeUps wakeUps)
{
    // So many free slots after a full house are worth another claim.
    private readonly int _roomAgain = options.Slots - Math.Max(1, options.Slots / 8);

    private readonly ConcurrentDictionary<long, Entry> _entries = new();

    /// <summary>Drawn anew at each start: a process never takes its predecessor's leases for its own.</summary>
    public Guid Worker { get; } = Guid.CreateVersion7();

    public int Free => Math.Max(0, options.Slots - _entries.Count);

    public IReadOnlyCollection<long> Fences => [.. _entries.Keys];

    public IReadOnlyList<OrganizationId> Saturated =>
    [
        .. _entries.Values.CountBy(entry => entry.Lease.OrganizationId)
            .Where(lane => lane.Value >= options.SlotsPerOrganization)
            .Select(lane => lane.Key),
    ];

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
            if (_entries.Count == _roomAgain)
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
