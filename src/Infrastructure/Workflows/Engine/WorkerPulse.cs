namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Whether this process's own worker still tells the database that it lives.</summary>
public sealed class WorkerPulse(EngineOptions options, TimeProvider time)
{
    private const long Never = -1;
    private long _lastBeat = Never;

    public bool IsFresh => Interlocked.Read(ref _lastBeat) is var last and not Never && time.GetElapsedTime(last) < options.StaleAfter;

    internal void Beat() => Interlocked.Exchange(ref _lastBeat, time.GetTimestamp());
}
