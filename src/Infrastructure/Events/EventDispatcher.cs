using System.Data;
using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Events;

/// <summary>
/// Hands booked events to each consumer, each in a loop of its own, so that one that fails holds up no other. Several
/// processes may run it at once: a delivery is locked while it is handled.
/// </summary>
internal sealed partial class EventDispatcher(
    DataSources dataSources,
    IEnumerable<IEventConsumer> consumers,
    WakeUps wakeUps,
    TimeProvider clock,
    ILogger<EventDispatcher> logger) : BackgroundService
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>The wake-up channel of a consumer's loop.</summary>
    public static string Channel(string consumer) => "events." + consumer;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(consumers.Select(consumer => LoopAsync(consumer, stoppingToken)));

    private async Task LoopAsync(IEventConsumer consumer, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await DispatchAsync(consumer, ct) < BatchSize)
                {
                    await wakeUps.WaitAsync(Channel(consumer.Name), Poll, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                // The database is away or the connection broke: nothing was committed, and the loop must not end with it.
                LoopFailed(failed, consumer.Name);
                await Task.Delay(Poll, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Handles one batch and says how many deliveries were in it.</summary>
    private async Task<int> DispatchAsync(IEventConsumer consumer, CancellationToken ct)
    {
        try
        {
            return await HandleAsync(consumer, BatchSize, ct);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            BatchFailed(failed, consumer.Name);
            await Task.Delay(Poll, ct);
            return await SingleOutAsync(consumer, ct);
        }
    }

    private async Task<int> HandleAsync(IEventConsumer consumer, int size, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await DeliveryQueue.ReturnAsync(consumer.Name, size, connection, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var taken = await DeliveryQueue.TakeAsync(consumer.Name, size, connection, ct);
        await DeliveryQueue.ParkAsync(taken, connection, ct);
        var events = taken.Events;
        if (events.Count == 0)
        {
            await transaction.CommitAsync(ct);
        }
        else
        {
            using var activity = DispatchSignals.Begin(consumer.Name, events.Count);
            await consumer.HandleAsync(events, connection, ct);
            await DeliveryQueue.CompleteAsync(taken, connection, ct);
            await transaction.CommitAsync(ct);
            DispatchSignals.Done(consumer.Name, events, clock.GetUtcNow());
            Wake(consumer);
        }

        return taken.Count;
    }

    /// <summary>After a failed batch: one event, one transaction, so that only the bad one waits.</summary>
    private async Task<int> SingleOutAsync(IEventConsumer consumer, CancellationToken ct)
    {
        var handled = 0;
        while (handled < BatchSize && await HandleOneAsync(consumer, ct))
        {
            handled++;
        }

        return handled;
    }

    private async Task<bool> HandleOneAsync(IEventConsumer consumer, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var taken = await DeliveryQueue.TakeAsync(consumer.Name, 1, connection, ct);
        if (taken.Events is not [var single])
        {
            await DeliveryQueue.ParkAsync(taken, connection, ct);
            await transaction.CommitAsync(ct);
            return taken.Count > 0;
        }

        await transaction.SaveAsync("before", ct);
        try
        {
            await consumer.HandleAsync(taken.Events, connection, ct);
            await DeliveryQueue.CompleteAsync(taken, connection, ct);
        }
        catch (Exception failed) when (failed is not OperationCanceledException && connection.State == ConnectionState.Open)
        {
            EventFailed(failed, consumer.Name, single.Id);
            DispatchSignals.Failed(consumer.Name);
            await transaction.RollbackAsync("before", ct);
            if (await DeliveryQueue.PostponeAsync(consumer.Name, single, failed.Message, connection, ct))
            {
                GivenUp(consumer.Name, single.Id, single.Type);
            }
        }

        await transaction.CommitAsync(ct);
        Wake(consumer);
        return true;
    }

    private void Wake(IEventConsumer consumer)
    {
        if (consumer.Wakes is { } channel)
        {
            wakeUps.Signal(channel);
        }
    }

    [LoggerMessage(LogLevel.Error, "Handing events to {Consumer} failed; trying again")]
    private partial void LoopFailed(Exception exception, string consumer);

    [LoggerMessage(LogLevel.Warning, "Consumer {Consumer} failed on a batch of events; trying them one by one")]
    private partial void BatchFailed(Exception exception, string consumer);

    [LoggerMessage(LogLevel.Error, "Event {EventId} ({Type}) is not handed to {Consumer} any more: it failed too often")]
    private partial void GivenUp(string consumer, Guid eventId, string type);

    [LoggerMessage(LogLevel.Error, "Consumer {Consumer} failed on event {EventId}")]
    private partial void EventFailed(Exception exception, string consumer, Guid eventId);
}
