using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows;

/// <summary>
/// A trigger of a published version. It counts while its version is the published one of a workflow that is not paused
/// or archived.
/// </summary>
public sealed class WorkflowTrigger : IOrganizationOwned
{
    private WorkflowTrigger()
    {
    }

    internal WorkflowTrigger(WorkflowVersion version, int position, TriggerDefinition trigger)
    {
        OrganizationId = version.OrganizationId;
        WorkflowId = version.WorkflowId;
        Version = version.Number;
        Position = position;
        Type = trigger.Type;
        Event = trigger.Compiled.EventName;
    }

    public OrganizationId OrganizationId { get; private init; }

    public WorkflowId WorkflowId { get; private init; }

    public int Version { get; private init; }

    /// <summary>In the definition's list of triggers, from 0: where its filter is found.</summary>
    public int Position { get; private init; }

    public string Type { get; private init; } = "";

    /// <summary>The event's name, when events start it.</summary>
    public string? Event { get; private init; }
}
