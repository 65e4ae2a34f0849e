using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Describes an account anew, and archives it or takes it into use again.</summary>
[RequirePermission(Permissions.Ledger.Manage)]
[Audited("account.change", "Changed an account")]
public sealed record UpdateAccount(AccountId Id, string Code, string Name, AccountSubtype Subtype, string? Description = null, bool IsArchived = false)
    : ICommand<Done>;

internal sealed class UpdateAccountHandler(IRepository<Account> accounts, IReadRepository<PostingAccount> roles, ILedger ledger) : IHandler<UpdateAccount, Done>
{
    public async Task<Result<Done>> Handle(UpdateAccount command, CancellationToken cancellationToken)
    {
        if (command.IsArchived)
            await ledger.HoldAsync(cancellationToken);
        if (await accounts.FindAsync(command.Id, cancellationToken) is not { } account)
            return Error.NotFound("account");

        if (command.IsArchived && await roles.AnyAsync(new PlayedBy(command.Id), cancellationToken))
            return LedgerErrors.AccountHasRole;

        account.Describe(command.Code, command.Name, command.Subtype, command.Description);
        if (command.IsArchived)
            account.Archive();
        else
            account.Restore();
        return new Done();
    }

    private sealed class PlayedBy : Specification<PostingAccount>
    {
        public PlayedBy(AccountId account) => Query.Where(role => role.AccountId == account);
    }
}
