using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;

namespace Financbase.Web.Shell;

/// <summary>Where money of payments can be, as pages offer it.</summary>
internal static class MoneyPlaces
{
    /// <returns>None for whoever may not see the chart of accounts.</returns>
    public static async Task<IReadOnlyList<AccountView>> ListAsync(ISender reads, CancellationToken ct) =>
    [
        .. await OfAsync(reads, AccountType.Asset, ct), .. await OfAsync(reads, AccountType.Liability, ct),
    ];

    private static async Task<IEnumerable<AccountView>> OfAsync(ISender reads, AccountType type, CancellationToken ct) =>
        (await reads.Send(new ListAccounts(new(Type: type, IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct)).Match(
            page => page.Items.Where(account => account.Subtype is AccountSubtype.Bank or AccountSubtype.Cash or AccountSubtype.CreditCard), _ => []);
}
