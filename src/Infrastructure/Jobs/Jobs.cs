using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Jobs;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Jobs;

internal sealed class Jobs(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, CommittedWork committed) : IJobs
{
    private static readonly Keyset<JobRow, Guid> Orders = new Keyset<JobRow, Guid>(ListJobs.Sorts, row => row.Id).ById("queuedAt");

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<Job> AddOnceAsync(JobId id, Func<Job> make, CancellationToken ct)
    {
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"job|{Organization}|{id}"}, 0))", ct);
        if (await FindAsync(id, ct) is { } there)
            return there;
        if (await context.Set<Job>().CountAsync(job => job.State == JobState.Queued || job.State == JobState.Running, ct) >= Job.MostOpen)
            throw new DomainException(JobsErrors.TooMany);

        var job = make();
        context.Add(job).Property(JobConfiguration.TraceParent).CurrentValue = Activity.Current?.Id;
        committed.Wake(JobRelay.Channel);
        return job;
    }

    public Task<Job?> FindAsync(JobId id, CancellationToken ct) =>
        context.Set<Job>().FindAsync([tenant.OrganizationId, id], ct).AsTask();

    public async Task<Job?> FindLockedAsync(JobId id, CancellationToken ct)
    {
        await context.Database.ExecuteSqlAsync($"SELECT FROM jobs WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);
        return await FindAsync(id, ct);
    }

    public async Task<Page<JobView>> ListAsync(Reach accounts, Reach workflows, JobFilter filter, PageRequest page, CancellationToken ct)
    {
        var pattern = LikePattern.Containing(filter.Text);
        var state = filter.State?.ToString().ToLowerInvariant();
        var kind = filter.Kind is { } only ? JsonNamingPolicy.SnakeCaseLower.ConvertName(only.ToString()) : null;
        var found = context.Database.SqlQuery<JobRow>($"""
            SELECT id, kind, title, subject, state, done, total, error, note, queued_at, started_at, finished_at FROM jobs
            WHERE organization_id = {Organization} AND CASE kind
                    WHEN 'workflow_replay' THEN (subject = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                    ELSE (subject = ANY ({accounts.Ids.ToArray()})) <> {accounts.IsOpen} END
                AND ({pattern}::text IS NULL OR title ILIKE {pattern})
                AND ({state}::text IS NULL OR state = {state}) AND ({kind}::text IS NULL OR kind = {kind})
            """);
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    private sealed record JobRow(
        Guid Id, string Kind, string Title, Guid Subject, string State, int Done, int Total, string? Error, string? Note,
        DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
    {
        public JobView ToView() => new(
            new(Id), Enum.Parse<JobKind>(Kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), Title, Subject,
            Enum.Parse<JobState>(State, ignoreCase: true), Done, Total, Error, Note, QueuedAt, StartedAt, FinishedAt);
    }
}
