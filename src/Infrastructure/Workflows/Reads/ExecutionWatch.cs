using System.Threading.Channels;
using Financbase.Application.Workflows;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>
/// One statement looks for all who follow an execution in this process: soon after a commit of this process, and every
/// second for those of others. Nobody follows: no statement.
/// </summary>
internal sealed partial class ExecutionWatch(DataSources dataSources, WakeUps wakeUps, ILogger<ExecutionWatch> logger) : BackgroundService, IExecutionWatch
{
    public const int MostPerOrganization = 50;

    /// <summary>By one person or one key.</summary>
    public const int MostPerCaller = 10;

    /// <summary>Each asks the database for its rights every three seconds.</summary>
    public const int Most = 300;

    private const string Sql = """
        SELECT f.organization_id, f.id, e.status, COALESCE(last.position, 0)
        FROM unnest($1, $2) AS f (organization_id, id)
        JOIN workflow_executions e ON e.organization_id = f.organization_id AND e.id = f.id
        LEFT JOIN LATERAL (
            SELECT position FROM workflow_step_executions s
            WHERE s.organization_id = f.organization_id AND s.execution_id = f.id
            ORDER BY position DESC LIMIT 1) last ON true
        """;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly HashSet<Follower> _followers = [];

    public IExecutionFollower? Follow(OrganizationId organization, string caller, WorkflowExecutionId id)
    {
        var follower = new Follower(this, organization, caller, id);
        lock (_lock)
        {
            if (_followers.Count >= Most
                || _followers.Count(other => other.Organization == organization) >= MostPerOrganization
                || _followers.Count(other => other.Organization == organization && other.Caller == caller) >= MostPerCaller)
            {
                return null;
            }

            _followers.Add(follower);
        }

        wakeUps.SignalLocally(WorkflowChannels.History);
        return follower;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await wakeUps.WaitAsync(WorkflowChannels.History, Followers().Length > 0 ? Poll : Idle, stoppingToken);
            try
            {
                await LookAsync(Followers(), stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                LookFailed(failed.Message);
            }

            await Task.Delay(Breath, stoppingToken);
        }
    }

    private Follower[] Followers()
    {
        lock (_lock)
        {
            return [.. _followers];
        }
    }

    private async Task LookAsync(Follower[] followers, CancellationToken ct)
    {
        if (followers.Length == 0)
        {
            return;
        }

        var followed = followers.ToLookup(follower => (follower.Organization.Value, follower.Id.Value));
        await using var batch = dataSources.System.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CheckpointRows.ByKeySql));
        var command = new NpgsqlBatchCommand(Sql);
        batch.BatchCommands.Add(command);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. followed.Select(execution => execution.Key.Item1)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. followed.Select(execution => execution.Key.Item2)] });
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        while (await row.ReadAsync(ct))
        {
            foreach (var follower in followed[(row.GetGuid(0), row.GetGuid(1))])
            {
                follower.See(row.GetString(2), row.GetInt64(3));
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Looking for what happened to followed executions failed ({Reason}); it is tried again")]
    private partial void LookFailed(string reason);

    private sealed class Follower(ExecutionWatch watch, OrganizationId organization, string caller, WorkflowExecutionId id) : IExecutionFollower
    {
        private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private (string Status, long Position)? _seen;

        public OrganizationId Organization => organization;

        public string Caller => caller;

        public WorkflowExecutionId Id => id;

        public void See(string status, long position)
        {
            if (_seen != (status, position))
            {
                _seen = (status, position);
                _told.Writer.TryWrite(true);
            }
        }

        public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(atMost);
            try
            {
                return await _told.Reader.ReadAsync(timeout.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Dispose()
        {
            lock (watch._lock)
            {
                watch._followers.Remove(this);
            }
        }
    }
}
