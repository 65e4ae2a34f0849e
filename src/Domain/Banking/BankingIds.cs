using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

public readonly record struct BankAccountId(Guid Value) : IEntityId<BankAccountId>
{
    public static BankAccountId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct StatementImportId(Guid Value) : IEntityId<StatementImportId>
{
    public static StatementImportId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BankTransactionId(Guid Value) : IEntityId<BankTransactionId>
{
    public static BankTransactionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct StatementUploadId(Guid Value) : IEntityId<StatementUploadId>
{
    public static StatementUploadId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BankRuleId(Guid Value) : IEntityId<BankRuleId>
{
    public static BankRuleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ReconciliationId(Guid Value) : IEntityId<ReconciliationId>
{
    public static ReconciliationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
