using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Every role, with the account that plays it where one is chosen.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListPostingAccounts : IQuery<IReadOnlyList<PostingAccountView>>;

/// <param name="Role">What is posted there.</param>
/// <param name="Account">Null while none is chosen: what needs it is refused.</param>
public sealed record PostingAccountView(PostingRole Role, AccountName? Account);

internal sealed class ListPostingAccountsHandler(ILedgerReports reports) : IHandler<ListPostingAccounts, IReadOnlyList<PostingAccountView>>
{
    public async Task<Result<IReadOnlyList<PostingAccountView>>> Handle(ListPostingAccounts request, CancellationToken cancellationToken)
    {
        var chosen = await reports.ListPostingAccountsAsync(cancellationToken);
        return Enum.GetValues<PostingRole>().Select(role => new PostingAccountView(role, chosen.GetValueOrDefault(role))).ToList();
    }
}
