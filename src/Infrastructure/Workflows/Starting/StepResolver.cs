using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Leaves the answer as a signal; whoever resolves second finds it, or the step that has gone on. What was set aside as a
/// whole is only put back into the queue: of two who do that the second finds it there.
/// </summary>
internal sealed class StepResolver(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, CommittedWork committed, IAuditNotes notes, ICurrentPrincipal principal) : IStepResolver
{
    // The queue's row first, as the checkpoints lock it: what a worker is just writing is waited for.
    private const string ReadySql = """
        INSERT INTO workflow_ready (organization_id, execution_id) VALUES ($1, $2)
        ON CONFLICT (organization_id, execution_id) DO UPDATE SET woken = true
        """;

    private const string StateSql = "SELECT state::text FROM workflow_executions WHERE organization_id = $1 AND id = $2 FOR UPDATE";

    private const string SignalSql = """
        INSERT INTO workflow_signals (organization_id, execution_id, address, answer, people)
        SELECT $1, $2, $3, $4, $5::uuid[]
        WHERE NOT EXISTS (SELECT FROM workflow_signals WHERE organization_id = $1 AND execution_id = $2 AND address = $3)
        """;

    private const string ContinueSql = """
        UPDATE workflow_executions
        SET status = CASE WHEN state IS NULL THEN 'queued' ELSE 'running' END, parked_reason = NULL,
            submitters = ARRAY(SELECT unnest(submitters) UNION SELECT unnest($3::uuid[]))
        WHERE organization_id = $1 AND id = $2 AND status = 'parked' AND parked_reason = 'poison'
            AND NOT COALESCE(jsonb_path_exists(state::jsonb, '$.tokens[*] ? (@.status == "parked")'), false)
        """;

    public async Task<ResolveOutcome> ResolveAsync(WorkflowExecutionId id, string key, string? path, JsonElement answer, CancellationToken ct)
    {
        await using (var ready = Command(ReadySql, id))
            await ready.ExecuteNonQueryAsync(ct);
        await using var read = Command(StateSql, id);
        if (await read.ExecuteScalarAsync(ct) is not string state)
            return ResolveOutcome.NotParked;

        var parked = ExecutionState.Restore(Json.Read(state), []).Tokens
            .FindAll(token => token.Status == StepStatus.Parked && token.Step == key && (path is null || token.Path == path));
        if (parked.Count > 1)
            return ResolveOutcome.Several;
        if (parked is not [var token])
            return ResolveOutcome.NotParked;
        if (token.IsLeaving && answer.GetProperty("outcome").GetString() == Resolution.Retry)
            return ResolveOutcome.Dropped;

        await using var signal = Command(SignalSql, id);
        signal.Parameters.Add(new NpgsqlParameter<string> { TypedValue = token.Address });
        signal.Parameters.Add(new NpgsqlParameter { Value = answer.GetRawText(), NpgsqlDbType = NpgsqlDbType.Json });
        signal.Parameters.Add(People());
        if (await signal.ExecuteNonQueryAsync(ct) == 0)
            return ResolveOutcome.NotParked;

        committed.Wake(WorkflowChannels.Ready);
        notes.Tell("step", token.Address);
        notes.Tell("outcome", answer.GetProperty("outcome").GetString()!);
        return ResolveOutcome.Resolved;
    }

    public async Task<bool> ContinueAsync(WorkflowExecutionId id, CancellationToken ct)
    {
        await using (var ready = Command(ReadySql, id))
            await ready.ExecuteNonQueryAsync(ct);
        await using var again = Command(ContinueSql, id);
        again.Parameters.Add(People());
        if (await again.ExecuteNonQueryAsync(ct) == 0)
            return false;

        committed.Wake(WorkflowChannels.Ready);
        committed.Wake(WorkflowChannels.History);
        return true;
    }

    private NpgsqlParameter<string> People() => new() { TypedValue = PeopleColumn.Write(principal.Current.UserId is { } person ? [person] : []) };

    private NpgsqlCommand Command(string sql, WorkflowExecutionId id)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        return command;
    }
}
