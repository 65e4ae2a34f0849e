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
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>
/// Tells an organization, once a day and quota, that starts were refused: an event, and a notification to owners and
/// admins. It works on notes that are untold, so a process that dies leaves nobody uninformed and nobody told twice.
/// </summary>
[PlatformJob]
public sealed class QuotaNews(DataSources dataSources, EventWriter events, TimeProvider clock, IServiceProvider services)
{
    private const string DueSql = """
        SELECT organization_id, day, quota, most FROM workflow_quota_notices WHERE told_at IS NULL ORDER BY organization_id, day, quota LIMIT 100
        """;

    private const string MarkSql =
        "UPDATE workflow_quota_notices SET told_at = app_now() WHERE organization_id = $1 AND day = $2 AND quota = $3 AND told_at IS NULL";

    [JobDisplayName("Tell of quotas that were reached")]
    public async Task TellAsync(CancellationToken ct)
    {
        var notifications = services.GetRequiredService<NotificationWriter>();
        foreach (var notice in await DueAsync(ct))
        {
            var text = new NotificationText(
                "Workflows were not started",
                $"{WorkflowsErrors.QuotaReached(notice.Quota, notice.Limit).Message} Nothing is lost: once there is room, give the events of {notice.Day:yyyy-MM-dd} to workflows again, on the page of events.",
                "/events");
            var source = $"workflow_quota:{notice.Word}:{notice.Day:yyyy-MM-dd}";
            await notifications.WriteAsync(notice.Organization, Role.Owner.Key, text, source, ct);
            await notifications.WriteAsync(notice.Organization, Role.Admin.Key, text, source, ct);
            await BookAsync(notice, ct);
        }
    }

    private async Task<List<Notice>> DueAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(DueSql);
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

    private sealed record Notice(OrganizationId Organization, DateOnly Day, string Word, long Limit)
    {
        public Quota Quota => Word == "unfinished" ? Quota.Unfinished : Quota.ExecutionsPerDay;
    }
}
