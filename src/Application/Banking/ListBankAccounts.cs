using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Banking;

/// <summary>The organization's bank accounts by name: those that the caller may see.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose name contains it.</param>
/// <param name="State">Only those that are so.</param>
[RequirePermission(Permissions.Banking.Read)]
public sealed record ListBankAccounts(PageRequest Page, string? Text = null, BankAccountState? State = null) : IQuery<Page<BankAccountView>>, IConcerns, ISorted
{
    public static Sorts Sorts { get; } = new("name", "unreviewed");

    Resource? IConcerns.Concerned => null;
}

/// <summary>Whether anybody has to look at a bank account.</summary>
public enum BankAccountState
{
    /// <summary>Some of its lines are not reviewed.</summary>
    ToReview,

    /// <summary>All of its lines are, or it has none.</summary>
    Reviewed,
}

internal sealed class ListBankAccountsHandler(IBankingReports reports, ICurrentPrincipal principal)
    : IHandler<ListBankAccounts, Page<BankAccountView>>
{
    public async Task<Result<Page<BankAccountView>>> Handle(ListBankAccounts query, CancellationToken cancellationToken) =>
        await reports.ListAccountsAsync(principal.Current.Rights.Reach(Permissions.Banking.Read), query.Text, query.State, query.Page, cancellationToken);
}
