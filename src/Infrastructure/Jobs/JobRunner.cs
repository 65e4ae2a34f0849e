using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Events;
using MediatR;
using Npgsql;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// Runs an organization's job: sends its use case with the rights that whoever asked for it holds now, tells of itself
/// every second, and stops when nobody wants it any more. The use case ends the job in its own transaction.
/// </summary>
internal sealed class JobRunner(
    ISender sender, IMultiTenantContextAccessor tenant, ICurrentPrincipalSetter principal, IProvenance provenance, JobRequesters requesters,
    JobRuns runs, RunningJobs running, WakeUps wakeUps)
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    public Task RunAsync<T>(JobId job, Func<JobRun, IRequest<Result<T>>> request, CancellationToken stopping) =>
        RunAsync(job, async (run, ct) => new JobPart((await sender.Send(request(run), ct)).Error, GoesOn: false), stopping);

    /// <summary>
    /// For work in several transactions, which sends its use cases itself, part by part; the last of them ends the job. The
    /// rights are read anew before each part.
    /// </summary>
    public async Task RunAsync(JobId job, Func<JobRun, CancellationToken, Task<JobPart>> work, CancellationToken stopping)
    {
        if (await runs.ClaimAsync(tenant.OrganizationId, job, stopping) is not { } run)
            return;

        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var ended = new CancellationTokenSource();
        var pulse = TellAsync(run, wanted, ended.Token);
        try
        {
            await AttemptAsync(run, work, wanted.Token);
        }
        catch (OperationCanceledException) when (wanted.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // It was cancelled, or another run has taken it over: what this one was doing is rolled back.
        }
        catch (Exception)
        {
            await ended.CancelAsync();
            await pulse;
            await (stopping.IsCancellationRequested ? runs.HandOverAsync(run, CancellationToken.None) : runs.ReleaseAsync(run, CancellationToken.None));
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            await pulse;
            running.Forget(job);
            wakeUps.Signal(JobRelay.Channel);
        }
    }

    private async Task AttemptAsync(JobRun run, Func<JobRun, CancellationToken, Task<JobPart>> work, CancellationToken ct)
    {
        for (JobPart part = new(null, GoesOn: true); part.GoesOn;)
        {
            if (await requesters.FindAsync(run, tenant.Tenant, ct) is not { } live)
            {
                await runs.FailAsync(run, JobsErrors.RequesterGone, ct);
                return;
            }

            principal.Set(live);
            if (run.IsByKey)
                provenance.Set(new Provenance(Provenance.ApiKey) { ApiKeyId = ApiKeyId.From(Guid.Parse(live.Id["api_key:".Length..])) });
            part = await work(run, ct);
            if (part.Error is { } error)
            {
                await runs.FailAsync(run, error, ct);
                return;
            }
        }
    }

    private async Task TellAsync(JobRun run, CancellationTokenSource wanted, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                if (!await runs.TellAsync(run, running.Of(run.Job), ended))
                {
                    await wanted.CancelAsync();
                    return;
                }
            }
            catch (Exception away) when (away is OperationCanceledException or NpgsqlException)
            {
                // The database is away for a moment, or the run has ended meanwhile.
            }

            await Task.Delay(Pulse, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>How far a run has come: it failed, goes on, or has done its work.</summary>
internal sealed record JobPart(Error? Error, bool GoesOn);
