using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows;

public readonly record struct WorkflowExecutionId(Guid Value) : IEntityId<WorkflowExecutionId>
{
    public static WorkflowExecutionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
