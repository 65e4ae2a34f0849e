using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Schedules;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// The engine's loops in one process: claim and run, fire timers, cancel what a newer one takes the place of, tell that it lives, write checkpoints. Any number of
/// processes may run it on one database.
/// </summary>
internal sealed partial class WorkflowWorker(
    ReadyQueue queue,
    ExecutionRunner runner,
    CheckpointWriter checkpoints,
    Timers timers,
    Departures departures,
    ScheduleClock schedules,
    Heartbeat heartbeat,
    Housekeeping housekeeping,
    EngineGauges gauges,
    LeaseBook leases,
    EngineOptions options,
    WakeUps wakeUps,
    ILogger<WorkflowWorker> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var writing = checkpoints.RunAsync();
        await RegisterAsync(stoppingToken);
        using var drained = new CancellationTokenSource();
        var beating = RepeatAsync(options.Heartbeat, heartbeat.BeatAsync, drained.Token);
        await Task.WhenAll(
            ClaimLoopAsync(stoppingToken),
            TimerLoopAsync(stoppingToken),
            DepartureLoopAsync(stoppingToken),
            RepeatAsync(ScheduleClock.Interval, schedules.FireAsync, stoppingToken),
            RepeatAsync(Housekeeping.Interval, housekeeping.TidyAsync, stoppingToken),
            RepeatAsync(EngineGauges.Interval, gauges.LookAsync, stoppingToken));
        await DrainAsync(writing);
        await drained.CancelAsync();
        await beating;
        await LeaveAsync();
    }

    /// <summary>Who claims before it is known to live would lose the lease to the next sweep.</summary>
    private async Task RegisterAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && await GuardAsync(BeatOnceAsync, stopping) == 0)
        {
            await Task.Delay(ShortestPoll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<int> BeatOnceAsync(CancellationToken ct)
        {
            await heartbeat.BeatAsync(ct);
            return 1;
        }
    }

    private async Task ClaimLoopAsync(CancellationToken stopping)
    {
        var poll = ShortestPoll;
        while (!stopping.IsCancellationRequested)
        {
            // Whoever starts something wakes this loop; what it starts may be to take another one's place.
            wakeUps.SignalLocally(WorkflowChannels.Departures);
            var claimed = await GuardAsync(ClaimAsync, stopping);
            poll = claimed > 0 ? ShortestPoll : TimeSpan.FromTicks(Math.Min(poll.Ticks * 2, LongestPoll.Ticks));
            if (claimed == 0)
            {
                await wakeUps.WaitAsync(WorkflowChannels.Ready, poll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> ClaimAsync(CancellationToken ct)
    {
        if (leases.Room() is not { } room)
        {
            return 0;
        }

        var claimed = await queue.ClaimAsync(leases.Worker, room, ct);
        foreach (var execution in claimed)
        {
            leases.Start(execution.Lease, lost => runner.RunAsync(execution, lost));
        }

        return claimed.Count;
    }

    private async Task TimerLoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan? next = null;
            var fired = await GuardAsync(
                async ct =>
                {
                    (var count, next) = await timers.FireAsync(ct);
                    return (int)count;
                },
                stopping);
            if (fired > 0)
            {
                wakeUps.Signal(WorkflowChannels.Ready);
            }

            var pause = next < LongestPoll ? next.Value : LongestPoll;
            await wakeUps.WaitAsync(WorkflowChannels.Timers, pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DepartureLoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await GuardAsync(
                async ct =>
                {
                    await departures.CarryOutAsync(ct);
                    return 0;
                },
                stopping);
            await Task.Delay(Departures.Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await wakeUps.WaitAsync(WorkflowChannels.Departures, LongestPoll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RepeatAsync(TimeSpan interval, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await GuardAsync(
                async ct =>
                {
                    await work(ct);
                    return 0;
                },
                stopping);
            await Task.Delay(interval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A loop outlives the database's absence and its own faults; it never ends before it is told to.</summary>
    private async Task<int> GuardAsync(Func<CancellationToken, Task<int>> work, CancellationToken stopping)
    {
        try
        {
            return await work(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LoopFailed(fault);
            await Task.Delay(AfterFault, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception stopped)
        {
            Stopping(stopped.Message);
        }

        return 0;
    }

    /// <summary>
    /// Calls under way may end, under leases that the heartbeat still keeps; what does not end in time is left as after a
    /// crash.
    /// </summary>
    private async Task DrainAsync(Task writing)
    {
        var idle = leases.WhenIdleAsync();
        if (await Task.WhenAny(idle, Task.Delay(options.Drain)) != idle)
        {
            leases.Lose(leases.Fences);
        }

        await idle;
        checkpoints.Complete();
        await writing;
    }

    private Task<int> LeaveAsync() => GuardAsync(
        async ct =>
        {
            await heartbeat.LeaveAsync(ct);
            return 0;
        },
        CancellationToken.None);

    [LoggerMessage(LogLevel.Error, "A loop of the workflow engine failed; it goes on")]
    private partial void LoopFailed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "A loop of the workflow engine stops: {Reason}")]
    private partial void Stopping(string reason);
}
