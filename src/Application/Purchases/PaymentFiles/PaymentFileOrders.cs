using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>What a file orders for bills, and whether they can be paid so.</summary>
internal sealed class PaymentFileOrders(IRepository<Bill> bills, IRepository<Vendor> vendors, IRepository<PaymentFileBill> taken, IBills books, IMultiTenantContextAccessor tenant)
{
    private static readonly Currency Euro = Currency.Of("EUR");

    /// <summary>In the order given, held until the transaction ends: approved, open, in euro, and in no other file.</summary>
    /// <exception cref="DomainException">
    /// <c>purchases.bill_unknown</c>, <c>purchases.not_approved</c>, <c>purchases.nothing_open</c>, <c>purchases.bill_in_file</c>, <c>purchases.not_by_file</c>.
    /// </exception>
    public async Task<IReadOnlyList<Bill>> HoldAsync(IReadOnlyList<BillId> ids, CancellationToken ct)
    {
        await books.HoldAsync(ids, ct);
        if (await taken.AnyAsync(new InFile([.. ids]), ct))
            throw new DomainException(PurchasesErrors.BillInFile);

        var held = new List<Bill>();
        foreach (var id in ids)
        {
            var bill = await bills.FindAsync(id, ct) ?? throw new DomainException(PurchasesErrors.BillUnknown);
            bill.RequireApproved();
            if (bill.OpenMinor == 0)
                throw new DomainException(PurchasesErrors.NothingOpen);
            if (bill.Currency != Euro || bill.OpenMinor > CreditTransfers.MostMinor)
                throw new DomainException(PurchasesErrors.NotByFile(bill.Number, "it is not in euro, or more than one transfer can be."));
            held.Add(bill);
        }

        return held;
    }

    /// <summary>One transfer for each bill, of all that is open of it.</summary>
    /// <exception cref="DomainException"><c>purchases.not_by_file</c>: nobody knows where to pay.</exception>
    public async Task<IReadOnlyList<CreditTransfer>> TransfersAsync(IReadOnlyList<(Bill Bill, PaymentFileBillId Id)> paid, CancellationToken ct)
    {
        var found = (await vendors.ListAsync(new ById([.. paid.Select(one => one.Bill.VendorId).Distinct()]), ct)).ToDictionary(vendor => vendor.Id);
        return
        [
            .. paid.Select(one => new CreditTransfer(
                PaymentFileBill.EndToEnd(one.Id), one.Bill.Open, PartyOf(found[one.Bill.VendorId], one.Bill.Number),
                SepaText.Of(one.Bill.Number, CreditTransfers.LongestRemittance) is var said && SepaText.Says(said) ? said : PaymentFileBill.EndToEnd(one.Id))),
        ];
    }

    /// <exception cref="DomainException"><c>purchases.bank_account_unfit</c>, <c>purchases.name_unwritable</c>.</exception>
    public TransferParty Payer(BankAccount? account)
    {
        if (account is not { LedgerAccountId: not null, Iban: { } iban } || account.Currency != Euro || !SepaCountries.Has(iban.Value))
            throw new DomainException(PurchasesErrors.BankAccountUnfit);

        var name = SepaText.Of(tenant.Tenant!.Name, CreditTransfers.LongestName);
        return SepaText.Says(name) ? new TransferParty(name, iban.Value) : throw new DomainException(PurchasesErrors.NameUnwritable);
    }

    private static TransferParty PartyOf(Vendor vendor, string number)
    {
        if (vendor.Iban is not { } iban)
            throw new DomainException(PurchasesErrors.NotByFile(number, "its vendor has no IBAN. Add it to the vendor first."));
        if (!SepaCountries.Has(iban))
            throw new DomainException(PurchasesErrors.NotByFile(number, "the account of its vendor is outside SEPA."));

        var name = SepaText.Of(vendor.Name, CreditTransfers.LongestName);
        return SepaText.Says(name)
            ? new TransferParty(name, iban, vendor.Bic)
            : throw new DomainException(PurchasesErrors.NotByFile(number, "the name of its vendor has no Latin letters. Write it as its bank knows it."));
    }

    private sealed class ById : Specification<Vendor>
    {
        public ById(VendorId[] ids) => Query.Where(vendor => ids.Contains(vendor.Id));
    }

    private sealed class InFile : Specification<PaymentFileBill>
    {
        public InFile(BillId[] ids) => Query.Where(bill => bill.IsLive && ids.Contains(bill.BillId));
    }
}
