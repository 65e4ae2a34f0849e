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
/// One that is handed over twice runs once: a run claims the job first.
/// </summary>
internal sealed partial class JobRelay(
    DataSources dataSources, IBackgroundJobClient hangfire, WakeUps wakeUps, JobOptions options, ILogger<JobRelay> logger) : BackgroundService
{
    public const string Channel = "jobs";

    private const int LostAfter = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private const string Take = """
        UPDATE jobs SET handed_at = app_now()
        WHERE (organization_id, id) IN (
            SELECT organization_id, id FROM jobs
            WHERE state IN ('queued', 'running')
              AND (handed_at IS NULL
                  OR GREATEST(handed_at, seen_at) < app_now() - CASE state WHEN 'queued' THEN interval '10 seconds' ELSE $1 END)
            ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
        RETURNING organization_id, id, trace_parent
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
        await using (var command = new NpgsqlCommand(Take, connection, transaction))
        {
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.StaleAfter * LostAfter });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                Enqueue(new(row.GetGuid(0)), new(row.GetGuid(1)), row.IsDBNull(2) ? null : row.GetString(2));
        }

        await transaction.CommitAsync(ct);
    }

    // Inside the trace of the request that asked for it, which the job continues.
    private void Enqueue(OrganizationId organization, JobId job, string? traceParent)
    {
        using var asked = new Activity("hand over a job");
        if (traceParent is not null)
            asked.SetParentId(traceParent);
        asked.Start();
        hangfire.Enqueue<StatementImports>(imports => imports.RunAsync(organization, job, CancellationToken.None));
    }

    [LoggerMessage(LogLevel.Warning, "Jobs are not handed over now; trying again")]
    private partial void NotHandedOver(Exception exception);
}
