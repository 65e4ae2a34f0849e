using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Secrets;

public readonly record struct OrganizationSecretId(Guid Value) : IEntityId<OrganizationSecretId>
{
    public static OrganizationSecretId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
