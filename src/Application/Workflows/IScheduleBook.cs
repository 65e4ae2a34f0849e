using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>The times at which published workflows start by themselves.</summary>
public interface IScheduleBook
{
    /// <summary>
    /// After a workflow was published, paused, resumed or archived, in the same transaction: the schedules of the version
    /// that runs count from now on, and those of no other.
    /// </summary>
    Task FollowAsync(Workflow workflow, CancellationToken ct);
}
