using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

public readonly record struct AccountId(Guid Value) : IEntityId<AccountId>
{
    public static AccountId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct JournalEntryId(Guid Value) : IEntityId<JournalEntryId>
{
    public static JournalEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ExchangeRateId(Guid Value) : IEntityId<ExchangeRateId>
{
    public static ExchangeRateId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ProjectId(Guid Value) : IEntityId<ProjectId>
{
    public static ProjectId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BudgetId(Guid Value) : IEntityId<BudgetId>
{
    public static BudgetId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ScheduledEntryId(Guid Value) : IEntityId<ScheduledEntryId>
{
    public static ScheduledEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
