using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Financbase.Infrastructure.Events;

/// <summary>
/// Wakes the background loops of this process at once, and those of other processes through
/// <see cref="WakeUpRelay"/>. A lost wake-up costs a delay only: every loop polls as well.
/// </summary>
public sealed class WakeUps
{
    private const char Colon = ':';

    private readonly ConcurrentDictionary<string, Channel<bool>> _local = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Action<string?>> _subscribers = new(StringComparer.Ordinal);

    /// <summary>Channels that other processes are still to be told of.</summary>
    internal Channel<string> Outgoing { get; } = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A channel's signal about one thing, for those who subscribe to the channel.</summary>
    public static string About(string channel, string thing) => $"{channel}{Colon}{thing}";

    /// <summary>Tells this process and, shortly after, the others.</summary>
    public void Signal(string channel)
    {
        SignalLocally(channel);
        Outgoing.Writer.TryWrite(channel);
    }

    /// <summary>Waits for a signal, at most so long. Signals that came since the last wait count.</summary>
    public async Task WaitAsync(string channel, TimeSpan atMost, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(atMost);
        try
        {
            await Local(channel).Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time is up: the caller polls.
        }
    }

    /// <summary>
    /// Calls back at once on each signal, with the thing that it is <see cref="About"/>, null for all of them; for what costs
    /// nothing to do, such as forgetting.
    /// </summary>
    public void Subscribe(string channel, Action<string?> onSignal) =>
        _subscribers.AddOrUpdate(channel, onSignal, (_, others) => others + onSignal);

    internal void SignalLocally(string channel)
    {
        var (name, thing) = channel.Split(Colon, 2) is [var before, var after] ? (before, (string?)after) : (channel, null);
        if (_subscribers.TryGetValue(name, out var onSignal))
            onSignal(thing);
        else if (thing is null)
            Local(channel).Writer.TryWrite(true);
    }

    private Channel<bool> Local(string channel) => _local.GetOrAdd(channel, static _ =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
