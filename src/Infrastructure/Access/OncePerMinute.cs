using System.Collections.Concurrent;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// Says of each thing, once a minute and process, that it is to be written down. The memory is bounded: when it is full
/// everything is forgotten, and things are written down once more.
/// </summary>
internal sealed class OncePerMinute<T>(TimeProvider clock, int mostRemembered) where T : notnull
{
    private static readonly TimeSpan Resolution = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<T, DateTimeOffset> _noted = new();

    public bool IsDue(T thing, out DateTimeOffset now)
    {
        now = clock.GetUtcNow();
        if (_noted.TryGetValue(thing, out var before))
            return now - before >= Resolution && _noted.TryUpdate(thing, now, before);
        if (_noted.Count >= mostRemembered)
            _noted.Clear();

        return _noted.TryAdd(thing, now);
    }
}
