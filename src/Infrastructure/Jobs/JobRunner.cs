using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
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

    public async Task RunAsync<T>(JobId job, Func<JobRun, IRequest<Result<T>>> request, CancellationToken stopping)
    {
        if (await runs.ClaimAsync(tenant.OrganizationId, job, stopping) is not { } run)
            return;

        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var ended = new CancellationTokenSource();
        var pulse = TellAsync(run, wanted, ended.Token);
        try
        {
            await AttemptAsync(run, request(run), wanted.Token);
        }
        catch (OperationCanceledException) when (wanted.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // It was cancelled, or another run has taken it over: what this one did is rolled back.
        }
        catch (Exception)
        {
            await runs.ReleaseAsync(run, CancellationToken.None);
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

    private async Task AttemptAsync<T>(JobRun run, IRequest<Result<T>> request, CancellationToken ct)
    {
        if (await requesters.FindAsync(run, tenant.Tenant, ct) is not { } live)
        {
            await runs.FailAsync(run, JobsErrors.RequesterGone, ct);
            return;
        }

        principal.Set(live);
        if (run.IsByKey)
            provenance.Set(new Provenance(Provenance.ApiKey) { ApiKeyId = ApiKeyId.From(Guid.Parse(live.Id["api_key:".Length..])) });
        if ((await sender.Send(request, ct)).Error is { } error)
            await runs.FailAsync(run, error, ct);
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
