using System.Collections.Concurrent;
using System.Diagnostics;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Tests.Workflows.Engine;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Events;

public sealed class WakeUpRelayTests
{
    private const int Signals = 1_000;
    private const string Channel = "test_storm";

    [Test]
    public async Task Of_a_thousand_signals_other_processes_get_at_most_one_notification_every_20_ms()
    {
        await using var scene = await EngineScene.BuildAsync();
        var worker = await scene.StartWorkerAsync();
        var heard = new ConcurrentQueue<string>();
        await using var other = new NpgsqlConnection(scene.Database.System);
        await other.OpenAsync();
        other.Notification += (_, notification) => heard.Enqueue(notification.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN financbase_wake_up", other))
            await listen.ExecuteNonQueryAsync();
        using var enough = new CancellationTokenSource();
        var listening = ListenAsync(other, enough.Token);
        var wakeUps = worker.Services.GetRequiredService<WakeUps>();
        var started = Stopwatch.GetTimestamp();

        for (var number = 0; number < Signals; number++)
        {
            wakeUps.Signal(Channel);
            if (number % 10 == 9)
                await Task.Delay(1);
        }

        var windows = (int)(Stopwatch.GetElapsedTime(started) / TimeSpan.FromMilliseconds(20));
        await Task.Delay(200);
        await enough.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        heard.Count(payload => payload == Channel).ShouldBeInRange(1, windows + 2);
        windows.ShouldBeLessThan(Signals / 10, "a notification for each batch would not be told apart");
    }

    private static async Task ListenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            await connection.WaitAsync(ct);
    }
}
