using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows;

/// <summary>What was published, to the letter. It never changes, because executions are pinned to it.</summary>
public sealed class WorkflowVersion : AggregateRoot, IOrganizationOwned
{
    private readonly List<WorkflowStep> _steps = [];
    private readonly List<WorkflowTrigger> _triggers = [];

    private WorkflowVersion()
    {
    }

    public OrganizationId OrganizationId { get; private init; }

    public WorkflowId WorkflowId { get; private init; }

    /// <summary>Counts from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Canonical JSON.</summary>
    public string Definition { get; private init; } = "";

    /// <summary>
    /// What its steps may do, as <see cref="Access.Authority.ToJson"/>: what they need of the rights that its publisher held
    /// when it was published.
    /// </summary>
    public string Authority { get; private init; } = "";

    public UserId? PublishedBy { get; private init; }

    public DateTimeOffset PublishedAt { get; private init; }

    /// <summary>One row a step, so that a query can ask which workflows use what.</summary>
    public IReadOnlyList<WorkflowStep> Steps => _steps;

    /// <summary>One row a trigger, so that an event finds what it starts.</summary>
    public IReadOnlyList<WorkflowTrigger> Triggers => _triggers;

    internal static WorkflowVersion Of(
        Workflow workflow, int number, WorkflowDefinition definition, UserId? by, DateTimeOffset now, Rights? rights)
    {
        var version = new WorkflowVersion
        {
            OrganizationId = workflow.OrganizationId,
            WorkflowId = workflow.Id,
            Number = number,
            Definition = definition.ToJson(),
            Authority = (rights is null ? Access.Authority.None : Access.Authority.Of(definition.Permissions, rights)).ToJson(),
            PublishedBy = by,
            PublishedAt = now,
        };
        version._steps.AddRange(definition.Steps.Select((step, position) => new WorkflowStep(version, position, step)));
        version._triggers.AddRange(definition.Triggers.Select((trigger, position) => new WorkflowTrigger(version, position, trigger)));
        return version;
    }
}
