using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Plans;
using Financbase.Infrastructure.Workflows.Quotas;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

internal sealed class ExecutionRepeater(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, PlanCache plans, TurnRules turns, StartQuotas quotas, CommittedWork committed, IAuditNotes notes,
    ICurrentPrincipal principal) : IExecutionRepeater
{
    public async Task<RepeatableExecution?> FindAsync(WorkflowExecutionId id, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var rows = await context.Database.SqlQuery<Row>(
            $"SELECT workflow_id, version FROM workflow_executions WHERE organization_id = {organization} AND id = {id.Value}").ToListAsync(ct);
        return rows is [var row] ? new RepeatableExecution(new WorkflowId(row.WorkflowId), row.Version) : null;
    }

    public async Task<WorkflowExecutionId?> RepeatAsync(ExecutionRepeat repeat, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var ended = await EndedExecution.LockAsync(tenant.OrganizationId, repeat.Id, connection, ct);
        if (repeat.DedupeKey is { } key && await FindAsync(ended.Workflow, key, ct) is { } there)
            return there;
        var repetition = await BeginAsync(ended, repeat, ct);
        var execution = new NewExecution(
            tenant.OrganizationId, ended.Workflow, repeat.Version, ended.Trigger, StartSource.Retry,
            ended.Cause.And(principal.Current.UserId), repeat.DedupeKey)
        {
            Turn = await turns.OfAsync(tenant.OrganizationId, ended.Workflow, repeat.Version, ended.Trigger, ct),
            Correlation = ended.Correlation,
            Repeats = repetition,
        };
        var booked = await quotas.BookAsync([execution], connection, ct);
        if (booked.Refused is [var (_, reached)])
            throw new DomainException(reached.Error);
        if (booked.Ids is not [var id])
            return null;

        if (repetition.State is { } state)
            await KeptHistory.CopyAsync(tenant.OrganizationId, ended.Id, id, state, repeat.From == RepeatFrom.Failed, connection, ct);
        committed.Wake(WorkflowChannels.Ready);
        notes.Tell("executionId", id.ToString());
        notes.Tell("from", repeat.From.Word);
        return id;
    }

    private async Task<Repetition> BeginAsync(EndedExecution ended, ExecutionRepeat repeat, CancellationToken ct)
    {
        if (repeat.From == RepeatFrom.Start)
            return new Repetition(ended.Id, KeyRoot: null, State: null);

        var plan = await plans.GetAsync(tenant.OrganizationId, ended.Workflow, repeat.Version, ct);
        if (repeat.From != RepeatFrom.Failed)
            return new Repetition(ended.Id, KeyRoot: null, Rerun.From(plan, ended.State, repeat.From.Word));
        var state = repeat.Version == ended.Version
            ? Rerun.OfFailed(plan, ended.State)
            : Rerun.OfFailed(await plans.GetAsync(tenant.OrganizationId, ended.Workflow, ended.Version, ct), plan, ended.State);
        if (await IsTriedAgainAsync(ended.KeyRoot, ct))
            throw new DomainException(WorkflowsErrors.RepeatedAlready);
        return new Repetition(ended.Id, ended.KeyRoot, state);
    }

    // The original is locked: whoever repeats it under this key has done so, or waits.
    private async Task<WorkflowExecutionId?> FindAsync(WorkflowId workflow, string key, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var found = await context.Database.SqlQuery<Guid>($"""
            SELECT execution_id AS "Value" FROM workflow_dedupe
            WHERE organization_id = {organization} AND workflow_id = {workflow.Value} AND key = {key}
            """).ToListAsync(ct);
        return found is [var id] ? new WorkflowExecutionId(id) : null;
    }

    // Two at once would make the same call under the same key: not only two repetitions of one execution, also one of
    // the original and one of its repetition. They lock different rows, so the keys have a lock of their own.
    private async Task<bool> IsTriedAgainAsync(WorkflowExecutionId keys, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"{organization}{keys}"}, 0))", ct);
        return await context.Database.SqlQuery<int>($"""
            SELECT 1 AS "Value" FROM workflow_executions
            WHERE organization_id = {organization} AND key_root = {keys.Value} AND status NOT IN ('failed', 'cancelled')
            """).AnyAsync(ct);
    }

    private sealed record Row(Guid WorkflowId, int Version);
}
