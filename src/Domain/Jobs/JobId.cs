using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Jobs;

public readonly record struct JobId(Guid Value) : IEntityId<JobId>
{
    public static JobId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
