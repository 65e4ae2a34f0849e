using System.Threading.Channels;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Hooks;
using Financbase.Infrastructure.Workflows.Quotas;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>
/// Writes checkpoints of many executions in one transaction. It never waits for more to come: while one batch is being
/// committed the next one gathers, so batches grow with the load and a lone checkpoint is written at once. It asks nothing
/// either: whatever has to be found out for a checkpoint is found out before it is handed in. And it waits for nobody's lock:
/// what somebody else is at, such as a person who is just cancelling it, goes to a second lane, where only its like waits
/// with it.
/// </summary>
internal sealed partial class CheckpointWriter(
    DataSources dataSources, EventWriter events, WakeUps wakeUps, HookAnswers answers, StartQuotas quotas, ILogger<CheckpointWriter> logger)
{
    private const int MostAtOnce = 256;
    private const int Attempts = 3;

    private readonly Channel<Waiting> _quick = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<Waiting> _patient = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Answers when it is committed, or will not be.</summary>
    /// <exception cref="CheckpointFailedException">The database refused or was not there; it may or may not be written.</exception>
    public Task<CheckpointOutcome> WriteAsync(Checkpoint checkpoint)
    {
        var waiting = new Waiting(checkpoint);
        HandTo(checkpoint.MayWait ? _patient : _quick, waiting);
        return waiting.Task;
    }

    private static void HandTo(Channel<Waiting> lane, Waiting waiting)
    {
        if (!lane.Writer.TryWrite(waiting))
        {
            waiting.Fail(new CheckpointFailedException(new InvalidOperationException("The process stops.")));
        }
    }

    /// <summary>No checkpoint comes any more; <see cref="RunAsync"/> ends when all are written.</summary>
    public void Complete()
    {
        IsRunning = false;
        _quick.Writer.TryComplete();
    }

    /// <summary>Somebody writes what is handed in.</summary>
    public bool IsRunning { get; private set; }

    public async Task RunAsync()
    {
        IsRunning = true;
        var patient = DrainAsync(_patient, waits: true);
        await DrainAsync(_quick, waits: false);
        _patient.Writer.TryComplete();
        await patient;
    }

    private async Task DrainAsync(Channel<Waiting> lane, bool waits)
    {
        var batch = new List<Waiting>();
        while (await lane.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && lane.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await FlushAsync(batch, waits);
        }
    }

    private async Task FlushAsync(IReadOnlyList<Waiting> batch, bool waits)
    {
        try
        {
            Settle(batch, await WriteAsync([.. batch.Select(waiting => waiting.Checkpoint)], waits));
        }
        catch (Exception failed) when (batch.Count > 1)
        {
            BatchFailed(failed, batch.Count);
            foreach (var single in batch)
            {
                await FlushAsync([single], waits);
            }
        }
        catch (Exception failed)
        {
            batch[0].Fail(new CheckpointFailedException(failed));
        }
    }

    private async Task<Outcome> WriteAsync(IReadOnlyList<Checkpoint> batch, bool waits)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TransactAsync(batch, waits);
            }
            catch (PostgresException clash) when (attempt < Attempts && PostgresErrors.IsRepeatable(clash))
            {
                Repeated(clash.SqlState);
            }
        }
    }

    private async Task<Outcome> TransactAsync(IReadOnlyList<Checkpoint> batch, bool waits)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (kept, busy, overtaken) = await AdmitAsync(batch, waits, connection);
        var outcome = new Outcome(
            new(kept, ReferenceEqualityComparer.Instance), new(busy, ReferenceEqualityComparer.Instance), new(overtaken, ReferenceEqualityComparer.Instance));
        var lost = await CheckpointRows.CountLostAsync([.. batch.Where(checkpoint => checkpoint.Birth is null && outcome.IsDropped(checkpoint))], connection);
        if (kept.Length > 0)
        {
            await using (var write = CheckpointRows.Write(kept, connection))
            {
                await write.ExecuteNonQueryAsync();
            }

            var leftOut = await ChildTurns.BookAsync(kept, connection);
            RefusedStart[] refused =
            [
                .. from checkpoint in kept
                from child in checkpoint.NewChildren
                where child.Refused is not null
                select new RefusedStart(checkpoint.Lease.OrganizationId, child.Workflow, child.Refused!.Value),
            ];
            await RefusedStarts.WriteAsync(refused, connection, CancellationToken.None);
            foreach (var organization in kept.Where(c => c.Events.Count > 0).GroupBy(c => c.Lease.OrganizationId))
            {
                var booked = new EventBatch(organization.Key, [.. organization.SelectMany(c => c.Events)]);
                await events.WriteAsync(booked, connection, CancellationToken.None);
            }

            await transaction.CommitAsync();
            foreach (var key in leftOut)
            {
                quotas.GiveBack(key.Organization);
            }

            Announce(kept);
            StepSignals.Committed(kept);
        }

        StepSignals.Lost(lost);
        return outcome;
    }

    /// <summary>
    /// Those whose lease holds, under lock, and those whose execution is booked by now; those whose lease holds while
    /// somebody else has it locked; and those that give way.
    /// </summary>
    private static async Task<(Checkpoint[] Kept, Checkpoint[] Busy, Checkpoint[] Overtaken)> AdmitAsync(IReadOnlyList<Checkpoint> batch, bool waits, NpgsqlConnection connection)
    {
        Checkpoint[] led = [.. batch.Where(checkpoint => checkpoint.Birth is null)];
        Checkpoint[] births = [.. batch.Where(checkpoint => checkpoint.Birth is not null)];
        var held = led.Length > 0 ? await FencesAsync(CheckpointRows.Lock(led, waits, connection), result: 1) : [];
        Checkpoint[] others = [.. led.Where(checkpoint => !held.ContainsKey(checkpoint.Lease.Fence))];
        Checkpoint[] overtaken = [.. led.Where(checkpoint => checkpoint.GivesWay && held.GetValueOrDefault(checkpoint.Lease.Fence))];
        var locked = others.Length > 0 && !waits ? await FencesAsync(CheckpointRows.Held(others, connection), result: 0) : [];
        var born = births.Length > 0 ? await BirthRows.BookAsync(births, connection) : [];
        return (
            [.. led.Where(checkpoint => held.ContainsKey(checkpoint.Lease.Fence)).Except(overtaken), .. births.Where(birth => born.Contains(birth.Lease.ExecutionId.Value))],
            [.. others.Where(checkpoint => locked.ContainsKey(checkpoint.Lease.Fence))],
            overtaken);
    }

    /// <summary>Fences that hold, and whether something has happened since the execution was claimed.</summary>
    private static async Task<Dictionary<long, bool>> FencesAsync(NpgsqlBatch asking, int result)
    {
        await using var batch = asking;
        await using var row = await batch.ExecuteReaderAsync();
        for (; result > 0; result--)
        {
            await row.NextResultAsync();
        }

        var held = new Dictionary<long, bool>();
        while (await row.ReadAsync())
        {
            held.Add(row.GetInt64(0), row.GetBoolean(1));
        }

        return held;
    }

    private void Announce(Checkpoint[] written)
    {
        // Those who follow an execution in another process look by themselves.
        wakeUps.SignalLocally(WorkflowChannels.History);
        if (Array.Exists(written, checkpoint => checkpoint.MayWait || checkpoint.NewChildren.Count > 0))
        {
            wakeUps.SignalLocally(WorkflowChannels.Ready);
        }

        foreach (var checkpoint in written)
        {
            if (checkpoint.Response is { } response)
            {
                answers.Tell(checkpoint.Lease.ExecutionId, response);
            }
        }

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

    private void Settle(IReadOnlyList<Waiting> batch, Outcome outcome)
    {
        foreach (var waiting in batch)
        {
            if (outcome.Busy.Contains(waiting.Checkpoint))
            {
                HandTo(_patient, waiting);
            }
            else
            {
                waiting.Settle(
                    outcome.Written.Contains(waiting.Checkpoint) ? CheckpointOutcome.Written
                    : outcome.Overtaken.Contains(waiting.Checkpoint) ? CheckpointOutcome.Overtaken
                    : CheckpointOutcome.Dropped);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} checkpoints failed; trying them one by one")]
    private partial void BatchFailed(Exception exception, int count);

    [LoggerMessage(LogLevel.Debug, "A batch of checkpoints is repeated after {SqlState}")]
    private partial void Repeated(string sqlState);

    /// <param name="Written">Committed.</param>
    /// <param name="Busy">To be written once whoever has locked them is done.</param>
    /// <param name="Overtaken">They gave way.</param>
    private sealed record Outcome(HashSet<Checkpoint> Written, HashSet<Checkpoint> Busy, HashSet<Checkpoint> Overtaken)
    {
        /// <summary>Its lease was lost, or its key is taken.</summary>
        public bool IsDropped(Checkpoint checkpoint) => !Written.Contains(checkpoint) && !Busy.Contains(checkpoint) && !Overtaken.Contains(checkpoint);
    }

    private sealed class Waiting(Checkpoint checkpoint)
    {
        private readonly TaskCompletionSource<CheckpointOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Checkpoint Checkpoint => checkpoint;

        public Task<CheckpointOutcome> Task => _done.Task;

        public void Settle(CheckpointOutcome outcome) => _done.SetResult(outcome);

        public void Fail(Exception reason) => _done.SetException(reason);
    }
}

/// <summary>It is not known whether the checkpoint was written; the next claim finds out.</summary>
internal sealed class CheckpointFailedException(Exception cause) : Exception("A checkpoint could not be written.", cause);
