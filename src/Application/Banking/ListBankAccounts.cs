using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Banking;

/// <summary>The organization's bank accounts by name.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed record ListBankAccounts(PageRequest Page) : IQuery<Page<BankAccountView>>;

internal sealed class ListBankAccountsHandler(IBankingReports reports) : IHandler<ListBankAccounts, Page<BankAccountView>>
{
    public async Task<Result<Page<BankAccountView>>> Handle(ListBankAccounts query, CancellationToken cancellationToken) =>
        await reports.ListAccountsAsync(query.Page, cancellationToken);
}
