using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Expenses;

public readonly record struct ExpenseId(Guid Value) : IEntityId<ExpenseId>
{
    public static ExpenseId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ReimbursementId(Guid Value) : IEntityId<ReimbursementId>
{
    public static ReimbursementId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
