using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>Which account plays a role in an organization.</summary>
public sealed class PostingAccount : AggregateRoot, IOrganizationOwned
{
    private PostingAccount()
    {
    }

    public OrganizationId OrganizationId { get; private init; }

    public PostingRole Role { get; private init; }

    public AccountId AccountId { get; private set; }

    /// <exception cref="DomainException"><c>ledger.role_type_differs</c>, <c>ledger.account_not_postable</c>.</exception>
    public static PostingAccount Of(PostingRole role, Account account)
    {
        var chosen = new PostingAccount { OrganizationId = account.OrganizationId, Role = role };
        chosen.Choose(account);
        return chosen;
    }

    /// <exception cref="DomainException"><c>ledger.role_type_differs</c>, <c>ledger.account_not_postable</c>.</exception>
    public void Choose(Account account)
    {
        if (account.IsArchived)
            throw new DomainException(LedgerErrors.AccountNotPostable);
        if (!Role.Types().Contains(account.Type))
            throw new DomainException(LedgerErrors.RoleTypeDiffers);

        AccountId = account.Id;
    }
}
