using System.Threading.Channels;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>
/// Writes checkpoints of many executions in one transaction. It never waits for more to come: while one batch is being
/// committed the next one gathers, so batches grow with the load and a lone checkpoint is written at once.
/// </summary>
internal sealed partial class CheckpointWriter(
    DataSources dataSources, EventWriter events, WakeUps wakeUps, ILogger<CheckpointWriter> logger)
{
    private const int MostAtOnce = 256;
    private const int Attempts = 3;

    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Answers when it is committed: true, or false when the lease was lost and nothing was written.</summary>
    /// <exception cref="CheckpointFailedException">The database refused or was not there; it may or may not be written.</exception>
    public Task<bool> WriteAsync(Checkpoint checkpoint)
    {
        var waiting = new Waiting(checkpoint);
        _queue.Writer.TryWrite(waiting);
        return waiting.Task;
    }

    /// <summary>No checkpoint comes any more; <see cref="RunAsync"/> ends when all are written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync()
    {
        var batch = new List<Waiting>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await FlushAsync(batch);
        }
    }

    private async Task FlushAsync(IReadOnlyList<Waiting> batch)
    {
        try
        {
            Settle(batch, await WriteAsync([.. batch.Select(waiting => waiting.Checkpoint)]));
        }
        catch (Exception failed) when (batch.Count > 1)
        {
            BatchFailed(failed, batch.Count);
            foreach (var single in batch)
            {
                await FlushAsync([single]);
            }
        }
        catch (Exception failed)
        {
            batch[0].Fail(new CheckpointFailedException(failed));
        }
    }

    private async Task<HashSet<long>> WriteAsync(IReadOnlyList<Checkpoint> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TransactAsync(batch);
            }
            catch (PostgresException clash) when (attempt < Attempts && PostgresErrors.IsRepeatable(clash))
            {
                Repeated(clash.SqlState);
            }
        }
    }

    private async Task<HashSet<long>> TransactAsync(IReadOnlyList<Checkpoint> batch)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var held = await LockAsync(batch, connection);
        Checkpoint[] kept = [.. batch.Where(checkpoint => held.Contains(checkpoint.Lease.Fence))];
        if (kept.Length > 0)
        {
            await using (var write = CheckpointRows.Write(kept, connection))
            {
                await write.ExecuteNonQueryAsync();
            }

            foreach (var organization in kept.Where(c => c.Events.Count > 0).GroupBy(c => c.Lease.OrganizationId))
            {
                var booked = new EventBatch(organization.Key, [.. organization.SelectMany(c => c.Events)]);
                await events.WriteAsync(booked, connection, CancellationToken.None);
            }

            await transaction.CommitAsync();
            Announce(kept);
        }

        return held;
    }

    private static async Task<HashSet<long>> LockAsync(IReadOnlyList<Checkpoint> batch, NpgsqlConnection connection)
    {
        await using var locking = CheckpointRows.Lock(batch, connection);
        await using var row = await locking.ExecuteReaderAsync();
        await row.NextResultAsync();
        var held = new HashSet<long>();
        while (await row.ReadAsync())
        {
            held.Add(row.GetInt64(0));
        }

        return held;
    }

    private void Announce(Checkpoint[] written)
    {
        if (Array.Exists(written, checkpoint => checkpoint.NewTimers.Count > 0))
        {
            wakeUps.Signal(WorkflowChannels.Timers);
        }

        if (Array.Exists(written, checkpoint => checkpoint.Events.Count > 0))
        {
            foreach (var consumer in events.Consumers)
            {
                wakeUps.Signal(EventDispatcher.Channel(consumer));
            }
        }
    }

    private static void Settle(IReadOnlyList<Waiting> batch, HashSet<long> held)
    {
        foreach (var waiting in batch)
        {
            waiting.Settle(held.Contains(waiting.Checkpoint.Lease.Fence));
        }
    }

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} checkpoints failed; trying them one by one")]
    private partial void BatchFailed(Exception exception, int count);

    [LoggerMessage(LogLevel.Debug, "A batch of checkpoints is repeated after {SqlState}")]
    private partial void Repeated(string sqlState);

    private sealed class Waiting(Checkpoint checkpoint)
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Checkpoint Checkpoint => checkpoint;

        public Task<bool> Task => _done.Task;

        public void Settle(bool written) => _done.SetResult(written);

        public void Fail(Exception reason) => _done.SetException(reason);
    }
}

/// <summary>It is not known whether the checkpoint was written; the next claim finds out.</summary>
internal sealed class CheckpointFailedException(Exception cause) : Exception("A checkpoint could not be written.", cause);
