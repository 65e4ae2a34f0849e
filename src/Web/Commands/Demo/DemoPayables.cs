using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;

namespace Financbase.Web.Commands.Demo;

/// <summary>What vendors give back, and a file that pays the bills that are due next: made by the accountant, since the owner approved them.</summary>
internal sealed class DemoPayables(DemoActors actors, DateOnly today)
{
    private const int BillsOfFile = 3;

    public async Task SowAsync(BankAccountId bank, TaxRateId vat)
    {
        if ((await actors.SendAsync(new ListVendorCredits(new(), new PageRequest(1)))).Items.Count == 0)
        {
            var vendors = (await actors.SendAsync(new ListVendors(new(), new PageRequest(PageRequest.MaxLimit)))).Items.ToDictionary(vendor => vendor.Name, vendor => vendor.Id);
            await CreditAsync(new(vendors["Harbour Varnishes"], "GS-311", [new("Two tins came dented", 53.78m, TaxRateId: vat)], today.AddDays(-19)));
            await CreditAsync(new(vendors["Sawmill Lindental"], "GS-2026-18", [new("Boards taken back", 268m, TaxRateId: vat)], today.AddDays(-6)));
            await actors.AsAccountantAsync(new CreateVendorCredit(new(vendors["Granite Peak Tools"], "CN-77", [new("Bonus of the year", 90m, TaxRateId: vat)], today)));
        }

        var payable = (await actors.SendAsync(new GetPayableBills(new PageRequest(BillsOfFile)))).Items;
        if (payable.Count > 0 && (await actors.SendAsync(new ListPaymentFiles(new(), new PageRequest(1)))).Items.Count == 0)
            await actors.AsAccountantAsync(new PreparePaymentFile(bank, [.. payable.Select(bill => bill.Id)]));
    }

    private async Task CreditAsync(VendorCreditDraft draft) =>
        await actors.AsAccountantAsync(new PostVendorCredit((await actors.AsAccountantAsync(new CreateVendorCredit(draft))).Id));
}
