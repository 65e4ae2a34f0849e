using System.Globalization;
using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Quotas;
using Financbase.Infrastructure.Workflows.Starting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Schedules;

/// <summary>
/// Starts workflows at their times: books what is due and says when each fires next, in one transaction. Any number of
/// processes may do it; the dedupe key makes each time fire once.
/// </summary>
internal sealed partial class ScheduleClock(
    DataSources dataSources, ISchedules schedules, TurnRules turns, StartQuotas quotas, WakeUps wakeUps, ILogger<ScheduleClock> logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int MostAtOnce = 100;

    // One that this release cannot read is looked at again later and holds nobody up.
    private static readonly TimeSpan AfterFault = TimeSpan.FromHours(1);

    public async Task FireAsync(CancellationToken ct)
    {
        while (await FireBatchAsync(ct) == MostAtOnce)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> FireBatchAsync(CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = await DueSchedule.ClaimAsync(MostAtOnce, connection, ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var starts = new List<NewExecution>();
        var moved = new List<(DueSchedule, DateTimeOffset?)>();
        foreach (var one in due)
        {
            moved.Add((one, await StartAsync(one, starts, ct)));
        }

        await BookAsync(starts, due[0].Now, connection, ct);
        await DueSchedule.MoveAsync(moved, connection, ct);
        await transaction.CommitAsync(ct);
        wakeUps.Signal(WorkflowChannels.Ready);
        return due.Count;
    }

    private async Task<DateTimeOffset?> StartAsync(DueSchedule one, List<NewExecution> starts, CancellationToken ct)
    {
        if (!schedules.TryRead(one.Cron, one.TimeZone, out var schedule, out var mistake))
        {
            NotFired(one.WorkflowId.Value, one.Position, mistake.Message);
            return one.Now + AfterFault;
        }

        try
        {
            foreach (var time in DueTimes.Of(schedule, one.Misfire, one.Due, one.Now))
            {
                starts.Add(await StartAsync(one, time, ct));
            }
        }
        catch (Exception fault) when (fault is DomainException or InvalidOperationException)
        {
            NotFired(one.WorkflowId.Value, one.Position, fault.Message);
        }

        return schedule.Next(one.Now);
    }

    private async Task<NewExecution> StartAsync(DueSchedule one, DateTimeOffset time, CancellationToken ct)
    {
        var input = new TriggerInput(JsonSerializer.SerializeToElement(new { scheduledAt = time.UtcDateTime, firedAt = one.Now.UtcDateTime }));
        var key = $"schedule:{one.Position}:{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)}";
        return new NewExecution(one.OrganizationId, one.WorkflowId, one.Version, input, StartSource.Schedule, DedupeKey: key)
        {
            Turn = await turns.OfAsync(one.OrganizationId, one.WorkflowId, one.Version, input, ct),
        };
    }

    private async Task BookAsync(List<NewExecution> starts, DateTimeOffset now, NpgsqlConnection connection, CancellationToken ct)
    {
        if (starts.Count > 0)
        {
            var booked = await quotas.BookAsync(starts, connection, ct);
            await RefusedStarts.WriteAsync(booked, connection, ct);
            await StartsAudit.WriteAsync(AuditActions.StartBySchedule, starts, [.. booked.Ids], now, connection, ct);
        }
    }

    [LoggerMessage(LogLevel.Error, "Schedule {Position} of workflow {WorkflowId} started nothing: {Reason}")]
    private partial void NotFired(Guid workflowId, int position, string reason);
}
