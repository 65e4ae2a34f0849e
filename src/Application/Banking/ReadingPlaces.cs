using Financbase.Application.Pipeline;
using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>
/// A use case that reads a statement file. It waits for its place before its transaction begins: one that waited inside
/// would keep a connection from everybody else.
/// </summary>
internal interface IReadsStatement
{
    /// <summary>Waits however many do: a worker's, of which there are only so many anyway.</summary>
    bool IsPatient => false;
}

/// <summary>
/// Reading takes a processor and up to ten times the file's size, so no more files are read at once than there are
/// processors, and only so many callers wait for it with theirs in memory.
/// </summary>
public sealed class ReadingPlaces : IDisposable
{
    public const int MostWaiting = 16;

    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);
    private int _waiting;

    public static int Places => Environment.ProcessorCount;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>A place to be given back, or null when as many wait as may.</summary>
    public async Task<IDisposable?> EnterAsync(bool isPatient, CancellationToken ct)
    {
        if (_free.Wait(TimeSpan.Zero, ct))
            return new Place(_free);
        if (isPatient)
        {
            await _free.WaitAsync(ct);
            return new Place(_free);
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
                return null;
            await _free.WaitAsync(ct);
            return new Place(_free);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                free.Release();
        }
    }
}

/// <summary>The place of this scope's use case, from before its transaction until its file is read.</summary>
internal sealed class ReadingTurn
{
    private IDisposable? _place;

    public void Begin(IDisposable place) => _place = place;

    /// <summary>What comes after the reading needs no place.</summary>
    public T Read<T>(Func<T> read)
    {
        using var place = _place ?? throw new InvalidOperationException($"A use case that reads a statement must be {nameof(IReadsStatement)}.");
        return read();
    }
}

internal sealed class ReadingBehavior<TRequest, TResponse>(ReadingPlaces places, ReadingTurn turn) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        if (request is not IReadsStatement reads)
            return await next();
        using var place = await places.EnterAsync(reads.IsPatient, ct);
        if (place is null)
            return TResponse.Failed(BankingErrors.TooManyReaders);
        turn.Begin(place);
        return await next();
    }
}
