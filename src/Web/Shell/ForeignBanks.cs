using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Shell;

/// <summary>Bank accounts in other currencies, for forms that ask for amounts in these.</summary>
internal static class ForeignBanks
{
    /// <summary>Whether whoever asks sees one, among the first ones.</summary>
    public static async Task<bool> AreThereAsync(ISender reads, Currency @base, CancellationToken ct) =>
        (await reads.Send(new ListBankAccounts(new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items.Any(bank => bank.Currency != @base.Code), _ => false);
}
