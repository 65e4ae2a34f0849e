using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>A request about one workflow.</summary>
public interface IOnWorkflow : IConcerns
{
    WorkflowId Id { get; }

    Resource? IConcerns.Concerned => Of(Id);

    static Resource Of(WorkflowId workflow) => new(ResourceTypes.Workflow, workflow.Value);
}
