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
/// second for those of others. Nobody follows: no statement. What has happened to one is read once for all its followers.
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
    private readonly Dictionary<(OrganizationId Organization, WorkflowExecutionId Id), Board> _boards = [];

    public IExecutionFollower? Follow(OrganizationId organization, string caller, WorkflowExecutionId id)
    {
        Follower follower;
        lock (_lock)
        {
            if (_followers.Count >= Most
                || _followers.Count(other => other.Organization == organization) >= MostPerOrganization
                || _followers.Count(other => other.Organization == organization && other.Caller == caller) >= MostPerCaller)
            {
                return null;
            }

            var board = _boards.GetValueOrDefault((organization, id)) ?? new Board(dataSources, organization, id);
            _boards[(organization, id)] = board;
            follower = new Follower(this, board, caller);
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
            var (status, position) = (row.GetString(2), row.GetInt64(3));
            foreach (var follower in followed[(row.GetGuid(0), row.GetGuid(1))])
            {
                follower.See(status, position);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Looking for what happened to followed executions failed ({Reason}); it is tried again")]
    private partial void LookFailed(string reason);

    private void Leave(Follower follower)
    {
        lock (_lock)
        {
            _followers.Remove(follower);
            if (!_followers.Any(other => other.Board == follower.Board))
                _boards.Remove((follower.Organization, follower.Id));
        }
    }

    /// <summary>What those who follow one execution have read since it was last seen to change, by the place after which.</summary>
    private sealed class Board(DataSources dataSources, OrganizationId organization, WorkflowExecutionId id)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<long, Task<ExecutionNews?>> _looks = [];
        private (string Status, long Position)? _seen;

        public OrganizationId Organization => organization;

        public WorkflowExecutionId Id => id;

        public void See(string status, long position)
        {
            lock (_lock)
            {
                if (_seen != (status, position))
                {
                    _seen = (status, position);
                    _looks.Clear();
                }
            }
        }

        public Task<ExecutionNews?> LookAsync(long after)
        {
            lock (_lock)
            {
                return _looks.TryGetValue(after, out var look) && !look.IsFaulted && !look.IsCanceled ? look : _looks[after] = ReadAsync(after);
            }
        }

        private async Task<ExecutionNews?> ReadAsync(long after)
        {
            await Task.Yield();
            await using var connection = await dataSources.System.OpenConnectionAsync();
            return await NewsRows.ReadAsync(organization, id, after, FollowExecution.Most, connection, CancellationToken.None);
        }
    }

    private sealed class Follower(ExecutionWatch watch, Board board, string caller) : IExecutionFollower
    {
        private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private (string Status, long Position)? _seen;

        public Board Board => board;

        public OrganizationId Organization => board.Organization;

        public string Caller => caller;

        public WorkflowExecutionId Id => board.Id;

        // What was read before is forgotten before anybody is told.
        public void See(string status, long position)
        {
            board.See(status, position);
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

        public Task<ExecutionNews?> NewsAsync(long after, CancellationToken ct) => board.LookAsync(after).WaitAsync(ct);

        public void Dispose() => watch.Leave(this);
    }
}
