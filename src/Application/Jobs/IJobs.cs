using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Jobs;

/// <summary>The organization's jobs. A worker takes over what was added when the transaction is committed.</summary>
public interface IJobs
{
    /// <summary>Answers the job that is there already under this id, if one is: of two at the same time, one adds.</summary>
    /// <exception cref="DomainException"><c>jobs.too_many</c></exception>
    Task<Job> AddOnceAsync(JobId id, Func<Job> make, CancellationToken ct);

    Task<Job?> FindAsync(JobId id, CancellationToken ct);

    /// <summary>The job as nobody else can change it before this transaction ends.</summary>
    Task<Job?> FindLockedAsync(JobId id, CancellationToken ct);

    /// <summary>The latest first; those whose subject, a bank account or a workflow, is within reach.</summary>
    Task<Page<JobView>> ListAsync(Reach accounts, Reach workflows, JobFilter filter, PageRequest page, CancellationToken ct);
}

/// <summary>Where a run tells how far it is. It costs nothing to tell often: what is told is written down every second.</summary>
public interface IJobProgress
{
    void Report(JobId job, int done);
}
