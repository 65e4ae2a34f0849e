using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Makes payments to vendors and posts them.</summary>
internal sealed class VendorPaymentBooking(IRepository<VendorPayment> payments, BillSettlement settlement, ILedger ledger, IMultiTenantContextAccessor tenant)
{
    /// <param name="paid">Bills of one vendor and currency, held; null for as much as is open, or left.</param>
    /// <param name="amount">Above zero, without a fee.</param>
    /// <param name="basis">When, from where and by which rate.</param>
    /// <param name="reference">As the bank says.</param>
    /// <param name="fee">What it cost on top.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException">What keeps it from being paid or posted so.</exception>
    public async Task<VendorPayment> BookAsync(
        IReadOnlyList<(Bill Document, decimal? Amount)> paid, Money amount, PaymentBasis basis, string? reference, PaymentFee? fee, CancellationToken ct)
    {
        var inBase = ExchangeRate.Convert(amount, basis.Rate, tenant.Tenant!.BaseCurrency);
        var payment = VendorPayment.Make(tenant.OrganizationId, paid[0].Document.VendorId, basis.Date, amount, inBase, basis.Account, reference);
        payments.Add(payment);
        var (settled, used) = await SettlementBooks.SpreadAsync(paid, payment, (bill, share) => settlement.AllocateAsync(bill, payment, share, ct));
        var postings = PaymentPostings.Of(PaymentWay.Out, payment, inBase, settled, used, role => basis.Accounts[role], fee);
        if (postings.Count > 1)
            await ledger.PostAsync(JournalEntry.Of(Document(payment), basis.Date, Memo(paid), postings), ct);
        return payment;
    }

    internal static SourceDocument Document(VendorPayment payment) => new(PaymentWay.Out.Source, payment.Id.Value, PaymentPostings.Payout);

    private static string Memo(IReadOnlyList<(Bill Document, decimal? Amount)> paid) => paid switch
    {
        [var (bill, _)] => $"Payment of bill {bill.Number}",
        _ => $"Payment of {paid.Count} bills, the first {paid[0].Document.Number}",
    };
}

/// <param name="Date">Its day in the books.</param>
/// <param name="Account">From where.</param>
/// <param name="Rate">What one unit of its currency is worth in the base currency then.</param>
/// <param name="Accounts">The organization's own.</param>
internal sealed record PaymentBasis(DateOnly Date, AccountId Account, decimal Rate, PostingAccounts Accounts);
