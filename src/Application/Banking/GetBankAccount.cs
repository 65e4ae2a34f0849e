using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>One bank account with how many lines it has and what they add up to.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed record GetBankAccount(BankAccountId Id) : IQuery<BankAccountView>, IOnBankAccount
{
    BankAccountId IOnBankAccount.BankAccountId => Id;
}

internal sealed class GetBankAccountHandler(IBankingReports reports) : IHandler<GetBankAccount, BankAccountView>
{
    public async Task<Result<BankAccountView>> Handle(GetBankAccount query, CancellationToken cancellationToken) =>
        await reports.FindAccountAsync(query.Id, cancellationToken) is { } account ? account : Error.NotFound("bank account");
}
