using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public readonly record struct InvitationId(Guid Value) : IEntityId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
