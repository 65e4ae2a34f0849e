using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>One account with what it holds.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetAccount(AccountId Id) : IQuery<AccountView>;

internal sealed class GetAccountHandler(ILedgerReports reports) : IHandler<GetAccount, AccountView>
{
    public async Task<Result<AccountView>> Handle(GetAccount request, CancellationToken cancellationToken) =>
        await reports.FindAccountAsync(request.Id, cancellationToken) is { } account ? account : Error.NotFound("account");
}
