using System.Diagnostics;
using Financbase.Domain.Jobs;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Hangfire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// Hands jobs that are committed to Hangfire, and those again that nobody has told of for long, such as after a restore.
/// One that is handed over twice runs once: a run claims the job first. Each organization has its share of the workers, and
/// its other jobs wait here.
/// </summary>
internal sealed partial class JobRelay(
    DataSources dataSources, IBackgroundJobClient hangfire, WakeUps wakeUps, JobOptions options, ILogger<JobRelay> logger) : BackgroundService
{
    public const string Channel = "jobs";

    private const int LostAfter = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    // One relay at a time, or two would each hand over an organization's share.
    private const string Alone = "SELECT pg_advisory_xact_lock(hashtextextended('hand over jobs', 0))";

    // What is with the workers counts towards an organization's share, what has been lost does not; the rest waits here, so
    // that the workers' own queue never holds more of it. One whose account or workflow is at work would only be put back.
    private const string Take = """
        WITH busy AS (
            SELECT organization_id, count(*) AS jobs, array_agg(subject) FILTER (WHERE state = 'running') AS subjects FROM jobs
            WHERE state = 'running' AND seen_at >= app_now() - $1 * 2
               OR state = 'queued' AND handed_at >= app_now() - interval '10 seconds'
            GROUP BY organization_id),
        due AS (
            SELECT j.organization_id, j.id, row_number() OVER (PARTITION BY j.organization_id ORDER BY j.id) + COALESCE(b.jobs, 0) AS share
            FROM jobs j LEFT JOIN busy b USING (organization_id)
            WHERE j.state IN ('queued', 'running')
              AND (j.handed_at IS NULL
                  OR GREATEST(j.handed_at, j.seen_at) < app_now() - CASE j.state WHEN 'queued' THEN interval '10 seconds' ELSE $1 * $2 END)
              AND NOT COALESCE(j.state = 'queued' AND j.subject = ANY (b.subjects), false))
        UPDATE jobs SET handed_at = app_now()
        WHERE (organization_id, id) IN (
            SELECT organization_id, id FROM jobs
            WHERE state IN ('queued', 'running') AND (organization_id, id) IN (SELECT organization_id, id FROM due WHERE share <= $3)
            ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
        RETURNING organization_id, id, trace_parent, kind
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HandOverAsync(stoppingToken);
                await wakeUps.WaitAsync(Channel, Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                NotHandedOver(failed);
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Committed last: a process that dies in between hands them over once more.
    private async Task HandOverAsync(CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand(Alone, connection, transaction))
            await alone.ExecuteNonQueryAsync(ct);
        await using (var command = new NpgsqlCommand(Take, connection, transaction))
        {
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.StaleAfter });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = LostAfter });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.AtOncePerOrganization });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                Enqueue(new(row.GetGuid(0)), new(row.GetGuid(1)), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3));
        }

        await transaction.CommitAsync(ct);
    }

    // Inside the trace of the request that asked for it, which the job continues.
    private void Enqueue(OrganizationId organization, JobId job, string? traceParent, string kind)
    {
        using var asked = new Activity("hand over a job");
        if (traceParent is not null)
            asked.SetParentId(traceParent);
        asked.Start();
        _ = kind == "workflow_replay"
            ? hangfire.Enqueue<WorkflowReplays>(replays => replays.RunAsync(organization, job, CancellationToken.None))
            : hangfire.Enqueue<StatementImports>(imports => imports.RunAsync(organization, job, CancellationToken.None));
    }

    [LoggerMessage(LogLevel.Warning, "Jobs are not handed over now; trying again")]
    private partial void NotHandedOver(Exception exception);
}
