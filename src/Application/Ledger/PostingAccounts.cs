using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Which accounts the product posts to by itself, as the organization chose them.</summary>
public interface IPostingAccounts
{
    Task<PostingAccounts> ReadAsync(CancellationToken ct);
}

public sealed class PostingAccounts(IReadOnlyDictionary<PostingRole, AccountId> chosen)
{
    /// <exception cref="DomainException"><c>ledger.no_posting_account</c>: none is chosen yet.</exception>
    public AccountId this[PostingRole role] => Find(role) ?? throw new DomainException(LedgerErrors.NoPostingAccount(role));

    public AccountId? Find(PostingRole role) => chosen.TryGetValue(role, out var account) ? account : null;
}

internal sealed class ChosenPostingAccounts(IReadRepository<PostingAccount> accounts) : IPostingAccounts
{
    public async Task<PostingAccounts> ReadAsync(CancellationToken ct) =>
        new((await accounts.ListAsync(new All(), ct)).ToDictionary(chosen => chosen.Role, chosen => chosen.AccountId));

    private sealed class All : Specification<PostingAccount>;
}
