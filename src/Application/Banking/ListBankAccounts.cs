using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Banking;

/// <summary>The organization's bank accounts by name: those that the caller may see.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose name contains it.</param>
[RequirePermission(Permissions.Banking.Read)]
public sealed record ListBankAccounts(PageRequest Page, string? Text = null) : IQuery<Page<BankAccountView>>, IConcerns, ISorted
{
    public static Sorts Sorts { get; } = new("name", "unreviewed");

    Resource? IConcerns.Concerned => null;
}

internal sealed class ListBankAccountsHandler(IBankingReports reports, ICurrentPrincipal principal)
    : IHandler<ListBankAccounts, Page<BankAccountView>>
{
    public async Task<Result<Page<BankAccountView>>> Handle(ListBankAccounts query, CancellationToken cancellationToken) =>
        await reports.ListAccountsAsync(principal.Current.Rights.Reach(Permissions.Banking.Read), query.Text, query.Page, cancellationToken);
}
