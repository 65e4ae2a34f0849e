using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows;

public readonly record struct ApprovalId(Guid Value) : IEntityId<ApprovalId>
{
    public static ApprovalId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
