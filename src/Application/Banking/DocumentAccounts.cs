using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Banking;

/// <summary>
/// The accounts that hold what is open of invoices and bills. While something is open there, a bank line goes there by being matched with what it pays: posted
/// to the account by itself, it would leave the documents open for ever.
/// </summary>
internal sealed class DocumentAccounts(IPostingAccounts postingAccounts, IControlAccounts controls)
{
    private static readonly PostingRole[] Roles = [PostingRole.Receivable, PostingRole.Payable];

    public async Task<IReadOnlyCollection<AccountId>> InUseAsync(CancellationToken ct)
    {
        var chosen = await postingAccounts.ReadAsync(ct);
        var held = new HashSet<AccountId>();
        foreach (var role in Roles)
        {
            if (chosen.Find(role) is { } account && await controls.HasOpenItemsAsync(role, ct))
                held.Add(account);
        }

        return held;
    }
}
