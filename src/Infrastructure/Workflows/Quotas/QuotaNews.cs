using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Notifications;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>
/// Tells an organization, once a day and quota, that starts were refused: an event, and a notification to owners and
/// admins. It works on notes that are untold, so a process that dies leaves nobody uninformed and nobody told twice; an
/// organization that cannot be told is tried again the next time and holds up no other.
/// </summary>
[PlatformJob]
public sealed partial class QuotaNews(DataSources dataSources, EventWriter events, TimeProvider clock, IServiceProvider services, ILogger<QuotaNews> logger)
{
    private const int AtOnce = 100;

    private const string DueSql = """
        SELECT organization_id, day, quota, most FROM workflow_quota_notices
        WHERE told_at IS NULL AND (organization_id, day, quota) > ($1, $2, $3)
        ORDER BY organization_id, day, quota LIMIT $4
        """;

    private const string MarkSql =
        "UPDATE workflow_quota_notices SET told_at = app_now() WHERE organization_id = $1 AND day = $2 AND quota = $3 AND told_at IS NULL";

    [JobDisplayName("Tell of quotas that were reached")]
    public async Task TellAsync(CancellationToken ct)
    {
        var notifications = services.GetRequiredService<NotificationWriter>();
        Notice? last = null;
        IReadOnlyList<Notice> due;
        do
        {
            due = await DueAsync(last, ct);
            foreach (var notice in due)
            {
                last = notice;
                await TryAsync(notice, notifications, ct);
            }
        }
        while (due.Count == AtOnce);
    }

    private async Task TryAsync(Notice notice, NotificationWriter notifications, CancellationToken ct)
    {
        try
        {
            foreach (var role in new[] { Role.Owner.Key, Role.Admin.Key })
                await notifications.WriteAsync(notice.Organization, role, TextOf(notice), $"workflow_quota:{notice.Word}:{notice.Day:yyyy-MM-dd}", ct, isBounded: false);
            await BookAsync(notice, ct);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            NotTold(failed, notice.Organization.Value, notice.Word);
        }
    }

    private static NotificationText TextOf(Notice notice)
    {
        var reached = notice.Quota == Quota.Unfinished
            ? $"On {notice.Day:yyyy-MM-dd} {notice.Limit} runs had not ended, as many as may be under way."
            : $"On {notice.Day:yyyy-MM-dd} (UTC) {notice.Limit} runs had begun, as many as may within a day.";
        return new NotificationText(
            "Workflows were not started",
            $"{reached} Once there is room, events of that day can be given to workflows again, on the page of events. Who called a webhook was told to come again. "
            + "Times of schedules do not come again, and a run whose step would have started another one went on without it or failed.",
            "/events");
    }

    private async Task<IReadOnlyList<Notice>> DueAsync(Notice? after, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(DueSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after?.Organization.Value ?? Guid.Empty });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = after?.Day ?? DateOnly.MinValue });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after?.Word ?? "" });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AtOnce });
        await using var row = await command.ExecuteReaderAsync(ct);
        var due = new List<Notice>();
        while (await row.ReadAsync(ct))
        {
            due.Add(new Notice(new OrganizationId(row.GetGuid(0)), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetInt64(3)));
        }

        return due;
    }

    private async Task BookAsync(Notice notice, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var mark = new NpgsqlCommand(MarkSql, connection);
        mark.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = notice.Organization.Value });
        mark.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = notice.Day });
        mark.Parameters.Add(new NpgsqlParameter<string> { TypedValue = notice.Word });
        if (await mark.ExecuteNonQueryAsync(ct) > 0)
        {
            var fact = EventRows.Make(new OrganizationQuotaReached(notice.Organization, notice.Word, notice.Limit, notice.Day), clock.GetUtcNow(), cause: null, EventOrigin.Live);
            await events.WriteAsync(new EventBatch(notice.Organization, [fact]), connection, ct);
        }

        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "Organization {OrganizationId} could not be told that its quota {Quota} was reached; it is tried again")]
    private partial void NotTold(Exception exception, Guid organizationId, string quota);

    private sealed record Notice(OrganizationId Organization, DateOnly Day, string Word, long Limit)
    {
        public Quota Quota => Word == "unfinished" ? Quota.Unfinished : Quota.ExecutionsPerDay;
    }
}
