using Financbase.Application.Specifications;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

internal sealed class FirstOwner : Specification<Membership>
{
    public FirstOwner() => Query.Where(row => row.Role == Role.Owner.Key).OrderBy(row => row.JoinedAt).Take(1).AsNoTracking();
}

internal sealed class OwnersBeside : Specification<Membership>
{
    public OwnersBeside(UserId user) => Query.Where(row => row.Role == Role.Owner.Key && row.UserId != user).AsNoTracking();
}
