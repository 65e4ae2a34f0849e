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
}
