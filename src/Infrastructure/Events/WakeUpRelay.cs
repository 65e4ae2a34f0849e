using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Events;

/// <summary>
/// Carries wake-ups between processes by NOTIFY. At most one notification per channel every 20 ms: a NOTIFY inside each
/// writing transaction would make all commits queue for one lock.
/// </summary>
internal sealed partial class WakeUpRelay(WakeUps wakeUps, DataSources dataSources, ILogger<WakeUpRelay> logger)
    : BackgroundService
{
    private const string PostgresChannel = "financbase_wake_up";
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepAsync(ListenAsync, stoppingToken), KeepAsync(NotifyAsync, stoppingToken));

    private async Task KeepAsync(Func<CancellationToken, Task> loop, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await loop(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
            {
                // A broken connection shows in many ways, and none may end the loop.
                ConnectionLost(lost.Message);
                await Task.Delay(Reconnect, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) => wakeUps.SignalLocally(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgresChannel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    private async Task NotifyAsync(CancellationToken ct)
    {
        while (await wakeUps.Outgoing.Reader.WaitToReadAsync(ct))
        {
            await Task.Delay(Debounce, ct);
            var channels = new HashSet<string>();
            while (wakeUps.Outgoing.Reader.TryRead(out var channel))
            {
                channels.Add(channel);
            }

            await using var command = dataSources.System.CreateCommand(
                "SELECT pg_notify($1, channel) FROM unnest($2) AS channel");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresChannel });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. channels] });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The wake-up connection was lost ({Reason}); loops poll until it is back")]
    private partial void ConnectionLost(string reason);
}
