using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>What accounts held when these books began, as it was said last.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetOpeningBalances : IQuery<OpeningBalances>;

internal sealed class GetOpeningBalancesHandler(IMovedIn movedIn, IPostingAccounts posting, IMultiTenantContextAccessor tenant) : IHandler<GetOpeningBalances, OpeningBalances>
{
    public async Task<Result<OpeningBalances>> Handle(GetOpeningBalances request, CancellationToken cancellationToken) => OpeningBalancesView.Of(
        (await movedIn.ReadAsync(MovingIn.Balances, cancellationToken)).SingleOrDefault(),
        (await posting.ReadAsync(cancellationToken)).Find(PostingRole.OpeningBalances), tenant.Tenant!.BaseCurrency);
}
