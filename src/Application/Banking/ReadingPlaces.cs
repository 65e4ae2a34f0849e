using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;

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
/// Looking through a file takes a processor for seconds, so no more files are read at once than there are processors, and
/// only so many callers wait for it with theirs in memory. A place that becomes free goes to the organization
/// that holds the fewest, and by turns among those that hold as many; and no organization takes all the room for waiting.
/// </summary>
public sealed class ReadingPlaces
{
    public const int MostWaiting = 16;

    /// <summary>Of one organization.</summary>
    public const int MostWaitingOfOne = MostWaiting / 2;

    // The last of the room is for those of whom nobody waits yet.
    private const int ForNewcomers = MostWaiting / 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<OrganizationId, Line> _lines = [];
    private int _free = Places;
    private int _waiting;
    private long _turn;

    public static int Places => Environment.ProcessorCount;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>A place to be given back, or null when as many wait as may, of all or of the organization.</summary>
    public async Task<IDisposable?> EnterAsync(OrganizationId organization, bool isPatient, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            if (!_lines.TryGetValue(organization, out var line))
                _lines[organization] = line = new Line();
            if (_free > 0)
            {
                _free--;
                return PlaceOf(organization, line);
            }

            if (!isPatient && !HasRoom(line))
            {
                Forget(organization, line);
                return null;
            }

            waiter = new Waiter(isPatient);
            line.Queue.AddLast(waiter);
            Count(line, waiter, 1);
        }

        await using var giveUp = ct.UnsafeRegister(_ => Leave(organization, waiter, ct), null);
        return await waiter.Place.Task;
    }

    private bool HasRoom(Line line) =>
        line.Waiting < MostWaitingOfOne && _waiting < (line.Waiting == 0 ? MostWaiting : MostWaiting - ForNewcomers);

    // A worker's wait bounds nobody: there are only so many of them.
    private void Count(Line line, Waiter waiter, int change)
    {
        if (!waiter.IsPatient)
        {
            line.Waiting += change;
            _waiting += change;
        }
    }

    private Place PlaceOf(OrganizationId organization, Line line)
    {
        line.Held++;
        line.LastTurn = ++_turn;
        return new Place(() => GiveBack(organization, line));
    }

    private void GiveBack(OrganizationId organization, Line line)
    {
        lock (_lock)
        {
            line.Held--;
            var (next, served) = _lines.Where(one => one.Value.Queue.Count > 0).OrderBy(one => one.Value.Held).ThenBy(one => one.Value.LastTurn).FirstOrDefault();
            if (served is null)
            {
                _free++;
            }
            else
            {
                var waiter = served.Queue.First!.Value;
                served.Queue.RemoveFirst();
                Count(served, waiter, -1);
                waiter.Place.SetResult(PlaceOf(next, served));
            }

            Forget(organization, line);
        }
    }

    private void Leave(OrganizationId organization, Waiter waiter, CancellationToken ct)
    {
        lock (_lock)
        {
            // Otherwise it has its place.
            if (!_lines.TryGetValue(organization, out var line) || !line.Queue.Remove(waiter))
                return;
            Count(line, waiter, -1);
            Forget(organization, line);
        }

        waiter.Place.SetCanceled(ct);
    }

    private void Forget(OrganizationId organization, Line line)
    {
        if (line.Held == 0 && line.Queue.Count == 0)
            _lines.Remove(organization);
    }

    /// <summary>One organization's.</summary>
    private sealed class Line
    {
        public LinkedList<Waiter> Queue { get; } = [];

        public int Waiting { get; set; }

        public int Held { get; set; }

        public long LastTurn { get; set; }
    }

    private sealed class Waiter(bool isPatient)
    {
        public bool IsPatient => isPatient;

        public TaskCompletionSource<IDisposable?> Place { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(Action giveBack) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                giveBack();
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

internal sealed class ReadingBehavior<TRequest, TResponse>(ReadingPlaces places, ReadingTurn turn, IMultiTenantContextAccessor tenant) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        // Without an organization it is refused further inside.
        if (request is not IReadsStatement reads || tenant.Tenant is not { } organization)
            return await next();
        using var place = await places.EnterAsync(organization.Id, reads.IsPatient, ct);
        if (place is null)
            return TResponse.Failed(BankingErrors.TooManyReaders);
        turn.Begin(place);
        return await next();
    }
}
