using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Events;
using Financbase.Domain.Jobs;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Ledger;
using Npgsql;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// The runs of jobs, as their workers write them down: each statement is a transaction of its own, and touches a job only
/// while the run that writes is its latest.
/// </summary>
internal sealed class JobRuns(DataSources dataSources, JobOptions options, EventWriter events, TimeProvider clock)
{
    private const int MostRuns = 5;

    // Two jobs on one bank account or workflow would wait for each other inside their transactions; the second is put back instead.
    private const string Claim = """
        UPDATE jobs SET state = 'running', run = run + 1, done = 0, started_at = COALESCE(started_at, app_now()), seen_at = app_now()
        WHERE organization_id = $1 AND id = $2
          AND (state = 'queued' OR state = 'running' AND seen_at < app_now() - $3) AND run < $4
          AND NOT EXISTS (
              SELECT FROM jobs other
              WHERE other.organization_id = $1 AND other.subject = jobs.subject AND other.id <> jobs.id
                AND other.state = 'running' AND other.seen_at >= app_now() - $3)
          AND (SELECT count(*) FROM jobs other
              WHERE other.organization_id = $1 AND other.id <> jobs.id AND other.state = 'running' AND other.seen_at >= app_now() - $3) < $5
        RETURNING subject, run, requested_by, requested_by_user,
            (SELECT k.public_id FROM api_keys k WHERE k.organization_id = $1 AND 'api_key:' || k.id = jobs.requested_by)
        """;

    // A job that ends its worker never gets to say so: whoever finds it stale after its last run does.
    private const string GiveUp = """
        UPDATE jobs SET state = 'failed', error = $5, finished_at = app_now()
        WHERE organization_id = $1 AND id = $2 AND state = 'running' AND seen_at < app_now() - $3 AND run >= $4
        RETURNING kind, subject, title
        """;

    // One that has to wait its turn is handed over again after a while, by JobRelay.
    private const string Wait = "UPDATE jobs SET handed_at = app_now() WHERE organization_id = $1 AND id = $2 AND state = 'queued'";

    private const string Mine = "WHERE organization_id = $1 AND id = $2 AND run = $3 AND state = 'running'";

    /// <summary>Begins a run; null when the job has ended, runs already, or has to wait its turn.</summary>
    public async Task<JobRun?> ClaimAsync(OrganizationId organization, JobId id, CancellationToken ct)
    {
        await using var work = await OrganizationWork.BeginAsync(dataSources.Aside, organization, ct);
        var run = await ClaimAsync(work, organization, id, ct);
        if (run is null)
        {
            await using var wait = work.Command(Wait);
            Name(wait, organization, id);
            await wait.ExecuteNonQueryAsync(ct);
            await using var giveUp = work.Command(GiveUp);
            Name(giveUp, organization, id);
            Bound(giveUp);
            giveUp.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JobsErrors.BrokeOff.Message });
            await EndAsync(work, giveUp, organization, id, JobsErrors.BrokeOff, ct);
        }

        await work.CommitAsync(ct);
        return run;
    }

    /// <summary>Tells of a run, and answers whether anybody still wants it.</summary>
    public async Task<bool> TellAsync(JobRun run, int done, CancellationToken ct) =>
        await WriteAsync($"UPDATE jobs SET done = $4, seen_at = app_now() {Mine}", run, ct, new NpgsqlParameter<int> { TypedValue = done }) > 0;

    public async Task FailAsync(JobRun run, Error error, CancellationToken ct)
    {
        await using var work = await OrganizationWork.BeginAsync(dataSources.Aside, run.Organization, ct);
        await using var fail = work.Command($"UPDATE jobs SET state = 'failed', error = $4, finished_at = app_now() {Mine} RETURNING kind, subject, title");
        Name(fail, run.Organization, run.Job);
        fail.Parameters.Add(new NpgsqlParameter<int> { TypedValue = run.Number });
        fail.Parameters.Add(new NpgsqlParameter<string> { TypedValue = error.Message });
        await EndAsync(work, fail, run.Organization, run.Job, error, ct);
        await work.CommitAsync(ct);
    }

    /// <summary>The run broke off and another one may begin at once.</summary>
    public Task ReleaseAsync(JobRun run, CancellationToken ct) => run.Number >= MostRuns
        ? FailAsync(run, JobsErrors.BrokeOff, ct)
        : WriteAsync($"UPDATE jobs SET state = 'queued', done = 0, seen_at = NULL {Mine}", run, ct);

    /// <summary>The worker stops: another one begins anew, and this run does not count. Nobody may write for it any more.</summary>
    public Task HandOverAsync(JobRun run, CancellationToken ct) =>
        WriteAsync($"UPDATE jobs SET state = 'queued', run = run - 1, done = 0, seen_at = NULL {Mine}", run, ct);

    private async Task<JobRun?> ClaimAsync(OrganizationWork work, OrganizationId organization, JobId id, CancellationToken ct)
    {
        await using var claim = work.Command(Claim);
        Name(claim, organization, id);
        Bound(claim);
        claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.AtOncePerOrganization });
        await using var row = await claim.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new JobRun(organization, id, row.GetGuid(0), row.GetInt32(1), row.GetString(2), new UserId(row.GetGuid(3)))
            {
                KeyPublicId = row.IsDBNull(4) ? null : row.GetString(4),
            }
            : null;
    }

    // That an import failed is an event of its own, booked with its end.
    private async Task EndAsync(OrganizationWork work, NpgsqlCommand fail, OrganizationId organization, JobId id, Error error, CancellationToken ct)
    {
        BankStatementImportFailed? told = null;
        await using (var row = await fail.ExecuteReaderAsync(ct))
        {
            if (await row.ReadAsync(ct) && Words.Read<JobKind>(row.GetString(0)) == JobKind.StatementImport)
                told = new(new(id.Value), new(row.GetGuid(1)), row.GetString(2), error.Code, error.Message);
        }

        if (told is not null)
            await events.WriteAsync(new EventBatch(organization, [EventRows.Make(told, clock.GetUtcNow(), null, EventOrigin.Live)]), work.Connection, ct);
    }

    // A run tells of itself every second; half the time is far more than that, and safely before Hangfire's own.
    private void Bound(NpgsqlCommand command)
    {
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.StaleAfter / 2 });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostRuns });
    }

    private async Task<int> WriteAsync(string sql, JobRun run, CancellationToken ct, params NpgsqlParameter[] more)
    {
        await using var work = await OrganizationWork.BeginAsync(dataSources.Aside, run.Organization, ct);
        await using var command = work.Command(sql);
        Name(command, run.Organization, run.Job);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = run.Number });
        command.Parameters.AddRange(more);
        var rows = await command.ExecuteNonQueryAsync(ct);
        await work.CommitAsync(ct);
        return rows;
    }

    private static void Name(NpgsqlCommand command, OrganizationId organization, JobId id)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
    }
}

/// <summary>One attempt at a job, and whose.</summary>
internal sealed record JobRun(OrganizationId Organization, JobId Job, Guid Subject, int Number, string RequestedBy, UserId User)
{
    public bool IsByKey => RequestedBy.StartsWith("api_key:", StringComparison.Ordinal);

    /// <summary>Of the key that asked, while there is one.</summary>
    public string? KeyPublicId { get; init; }
}
