using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows;

/// <summary>A step of a published version.</summary>
public sealed class WorkflowStep : IOrganizationOwned
{
    private WorkflowStep()
    {
    }

    internal WorkflowStep(WorkflowVersion version, int position, StepDefinition step)
    {
        OrganizationId = version.OrganizationId;
        WorkflowId = version.WorkflowId;
        Version = version.Number;
        Position = position;
        Key = step.Key;
        Type = step.Kind.Type;
        Name = step.Name;
        Secrets = [.. step.Secrets];
    }

    public OrganizationId OrganizationId { get; private init; }

    public WorkflowId WorkflowId { get; private init; }

    public int Version { get; private init; }

    /// <summary>In the definition, from 0.</summary>
    public int Position { get; private init; }

    public string Key { get; private init; } = "";

    public string Type { get; private init; } = "";

    public string? Name { get; private init; }

    /// <summary>The names of the secrets that it uses.</summary>
    public string[] Secrets { get; private init; } = [];
}
