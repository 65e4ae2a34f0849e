using Financbase.Infrastructure.Events;

namespace Financbase.Infrastructure.Database;

/// <summary>What is to be told once the transaction is committed, and never before.</summary>
public sealed class CommittedWork(WakeUps wakeUps)
{
    private readonly HashSet<string> _channels = [];

    /// <summary>Wakes the loops that listen on the channel, after the commit.</summary>
    public void Wake(string channel) => _channels.Add(channel);

    internal void Announce()
    {
        foreach (var channel in _channels)
        {
            wakeUps.Signal(channel);
        }

        _channels.Clear();
    }
}
