using System.Collections.Frozen;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>
/// The organization’s service members: published workflows that act with rights of their own, by name; those workflows
/// that the caller may see.
/// </summary>
/// <param name="Page">Which page.</param>
/// <param name="Workflow">This one only.</param>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record ListAutomations(PageRequest Page, WorkflowId? Workflow = null) : IQuery<Page<AutomationView>>, IConcerns, ISorted
{
    public static Sorts Sorts { get; } = new("name");

    Resource? IConcerns.Concerned => Workflow is { } workflow ? IOnWorkflow.Of(workflow) : null;
}

/// <param name="WorkflowId">Which workflow.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether it runs.</param>
/// <param name="Version">The published one.</param>
/// <param name="Permissions">What its steps may do, as it was fixed when it was published.</param>
/// <param name="IsNarrowed">Whether some of that is only for some things, as it was for the publisher.</param>
/// <param name="PublishedBy">The publisher's e-mail address, if a person published it.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="IsRevoked">Its rights were taken away.</param>
public sealed record AutomationView(
    Guid WorkflowId,
    string Name,
    WorkflowStatus Status,
    int Version,
    IReadOnlyList<string> Permissions,
    bool IsNarrowed,
    string? PublishedBy,
    DateTimeOffset PublishedAt,
    bool IsRevoked)
{
    /// <summary>By permission: the most that one act may move, in the base currency, where the publisher had a limit.</summary>
    public IReadOnlyDictionary<string, Money> Limits { get; init; } = FrozenDictionary<string, Money>.Empty;
}

internal sealed class ListAutomationsHandler(IWorkflowReads reads, ICurrentPrincipal principal) : IHandler<ListAutomations, Page<AutomationView>>
{
    public async Task<Result<Page<AutomationView>>> Handle(ListAutomations request, CancellationToken cancellationToken) =>
        await reads.AutomationsAsync(principal.Current.Rights.Reach(Permissions.Workflows.Read), request.Workflow, request.Page, cancellationToken);
}
