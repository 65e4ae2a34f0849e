using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>The chart of accounts, with what each holds.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListAccounts(AccountFilter Filter, PageRequest Page) : IQuery<Page<AccountView>>, ISorted
{
    public static Sorts Sorts { get; } = new("code", "name");
}

internal sealed class ListAccountsHandler(ILedgerReports reports) : IHandler<ListAccounts, Page<AccountView>>
{
    public async Task<Result<Page<AccountView>>> Handle(ListAccounts request, CancellationToken cancellationToken) =>
        await reports.ListAccountsAsync(request.Filter, request.Page, cancellationToken);
}
