using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>
/// Chooses the account that the product posts to by itself for something. What was posted before stays where it is; so what customers owe, and what is owed, keeps its account
/// while anything of it is open: else it would be settled in another one.
/// </summary>
[RequirePermission(Permissions.Ledger.Manage)]
[Audited("posting_account.choose", "Chose an account for what is posted automatically")]
public sealed record ChoosePostingAccount(PostingRole Role, AccountId AccountId) : ICommand<Done>;

internal sealed class ChoosePostingAccountHandler(
    IRepository<PostingAccount> chosen, IReadRepository<PostingAccount> kept, IRepository<Account> accounts, IControlAccounts controls, ILedger ledger)
    : IHandler<ChoosePostingAccount, Done>
{
    public async Task<Result<Done>> Handle(ChoosePostingAccount command, CancellationToken cancellationToken)
    {
        // Nobody archives the account, or chooses for the same role, meanwhile.
        await ledger.HoldAsync(cancellationToken);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return LedgerErrors.AccountNotPostable;

        if (await kept.FindAsync(new ByRole(command.Role), cancellationToken) is not { } before)
            chosen.Add(PostingAccount.Of(command.Role, account));
        else if (before.AccountId != account.Id && await controls.HasOpenItemsAsync(command.Role, cancellationToken))
            return LedgerErrors.RoleHasOpenItems(command.Role);
        else
            before.Choose(account);
        return new Done();
    }

    private sealed class ByRole : SingleResultSpecification<PostingAccount>
    {
        public ByRole(PostingRole role) => Query.Where(chosen => chosen.Role == role);
    }
}
