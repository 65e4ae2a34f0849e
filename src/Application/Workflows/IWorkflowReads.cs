using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Lists of workflows of the current organization, by keyset.</summary>
public interface IWorkflowReads
{
    /// <summary>Of the workflows within reach; what became of their runs for those among <paramref name="runs"/>.</summary>
    Task<Page<WorkflowSummary>> ListAsync(Reach reach, Reach runs, WorkflowStatus? status, string? text, PageRequest page, CancellationToken ct);

    /// <summary>Null when there is no such workflow.</summary>
    Task<Page<WorkflowVersionSummary>?> VersionsAsync(WorkflowId id, VersionFilter filter, PageRequest page, CancellationToken ct);

    /// <summary>Null when there is no such version.</summary>
    Task<WorkflowVersionDetail?> VersionAsync(WorkflowId id, int number, CancellationToken ct);

    /// <summary>Published workflows within reach whose version has rights, by name.</summary>
    Task<Page<AutomationView>> AutomationsAsync(Reach reach, WorkflowId? only, PageRequest page, CancellationToken ct);
}
