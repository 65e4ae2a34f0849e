using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Tells those who follow an execution that there is something new.</summary>
public interface IExecutionWatch
{
    /// <summary>Null when as many are followed in this process, by the organization or by this caller, as may be.</summary>
    IExecutionFollower? Follow(OrganizationId organization, string caller, WorkflowExecutionId id);
}

/// <summary>Disposing of it gives its place back.</summary>
public interface IExecutionFollower : IDisposable
{
    /// <summary>False when nothing has happened in that time.</summary>
    Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct);

    /// <summary>
    /// The changes after this place, looked for once for all who follow the execution from there; nobody's rights are
    /// asked. Null when it is gone.
    /// </summary>
    Task<ExecutionNews?> NewsAsync(long after, CancellationToken ct);
}
