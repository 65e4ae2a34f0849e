using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>One line of a bank account that the caller may see.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed record GetBankTransaction(BankTransactionId Id) : IQuery<BankTransactionView>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class GetBankTransactionHandler(IBankingReports reports, ICurrentPrincipal principal) : IHandler<GetBankTransaction, BankTransactionView>
{
    public async Task<Result<BankTransactionView>> Handle(GetBankTransaction query, CancellationToken cancellationToken)
    {
        var found = await reports.ListTransactionsAsync(
            principal.Current.Rights.Reach(Permissions.Banking.Read), new BankTransactionFilter(Id: query.Id), BankTransactionOrder.NewestFirst,
            new PageRequest(1), cancellationToken);
        return found.Items is [var line] ? line : Error.NotFound("bank transaction");
    }
}
