using System.Collections.Concurrent;
using Financbase.Application.Jobs;
using Financbase.Domain.Jobs;

namespace Financbase.Infrastructure.Jobs;

/// <summary>How far the jobs are that run in this process, between two of their signs of life.</summary>
internal sealed class RunningJobs : IJobProgress
{
    private readonly ConcurrentDictionary<JobId, int> _done = new();

    public void Report(JobId job, int done) => _done[job] = done;

    public int Of(JobId job) => _done.GetValueOrDefault(job);

    public void Forget(JobId job) => _done.TryRemove(job, out _);
}
