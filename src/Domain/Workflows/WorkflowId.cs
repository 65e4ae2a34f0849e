using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows;

public readonly record struct WorkflowId(Guid Value) : IEntityId<WorkflowId>
{
    public static WorkflowId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
