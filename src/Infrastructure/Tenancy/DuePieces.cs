using System.Diagnostics.Metrics;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Tenancy;

/// <summary>Does what is due within an organization, portion by portion and piece by piece. One that fails is logged and counted, and holds up no other.</summary>
public sealed partial class DuePieces(ILogger<DuePieces> logger)
{
    private static readonly Meter Meter = new("Financbase.Jobs");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("financbase.job.pieces.failed", "{piece}", "What was due and could not be done; it is tried again.");

    /// <param name="what">What the log calls a piece.</param>
    /// <param name="next">A portion behind this id, ordered by id; null for the first. An empty one ends it.</param>
    /// <param name="idOf">By which a piece is known.</param>
    /// <param name="work">Does one; false where no more are done this time.</param>
    /// <param name="ct">Stops between two.</param>
    public async Task EachAsync<T>(string what, Func<Guid?, Task<IReadOnlyList<T>>> next, Func<T, Guid> idOf, Func<T, Task<bool>> work, CancellationToken ct)
    {
        Guid? last = null;
        while (await next(last) is { Count: > 0 } due)
        {
            foreach (var piece in due)
            {
                ct.ThrowIfCancellationRequested();
                if (!await TryAsync(what, idOf(piece), () => work(piece), true, ct))
                    return;
            }

            last = idOf(due[^1]);
        }
    }

    /// <returns>What the work says, or what stands for that where it fails.</returns>
    public async Task<T> TryAsync<T>(string what, Guid id, Func<Task<T>> work, T failed, CancellationToken ct)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Failed(exception, what, id);
            Failures.Add(1, new KeyValuePair<string, object?>("financbase.job.piece", what));
            return failed;
        }
    }

    /// <summary>Does one piece again and again while more of it is due, and has noted why it fails: once for the same reason.</summary>
    /// <param name="what">What the log calls it.</param>
    /// <param name="id">Which one.</param>
    /// <param name="most">After long idleness it catches up so often at most; the rest follows with the next run.</param>
    /// <param name="work">Does what is next; whether more is due.</param>
    /// <param name="unexpected">What is noted where it throws.</param>
    /// <param name="known">The code of what is noted already.</param>
    /// <param name="note">Notes why it failed.</param>
    /// <param name="ct">Stops between two.</param>
    public async Task CatchUpAsync(
        string what, Guid id, int most, Func<Task<Result<bool>>> work, Error unexpected, string? known, Func<Error, Task> note, CancellationToken ct)
    {
        for (var done = 0; done < most; done++)
        {
            ct.ThrowIfCancellationRequested();
            var (more, error) = await TryAsync(what, id, async () => (await work()).Match(next => (next, (Error?)null), why => (false, why)), (false, unexpected), ct);
            if (error is not null && (done > 0 || error.Code != known))
                await note(error);
            if (!more)
                return;
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Piece} {PieceId} could not be done; it is tried again the next time")]
    private partial void Failed(Exception exception, string piece, Guid pieceId);
}
