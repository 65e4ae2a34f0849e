using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>Money to a vendor. What is not used for a bill is with the vendor, to be used for later ones.</summary>
public sealed class VendorPayment : DocumentPayment
{
    private VendorPayment()
    {
    }

    public VendorPaymentId Id { get; private init; }

    public VendorId VendorId { get; private init; }

    protected override Error Gone => PurchasesErrors.PaymentUndone;

    protected override Error TooMuch => PurchasesErrors.ExceedsCredit;

    /// <param name="organization">Whose books.</param>
    /// <param name="vendor">Who is paid.</param>
    /// <param name="date">Its day in the books.</param>
    /// <param name="amount">Above zero; a fee is not in it.</param>
    /// <param name="inBase">The same in the base currency, on that day.</param>
    /// <param name="account">Where the money comes from.</param>
    /// <param name="reference">As the bank says.</param>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static VendorPayment Make(
        OrganizationId organization, VendorId vendor, DateOnly date, Money amount, Money inBase, AccountId account, string? reference)
    {
        var payment = new VendorPayment { Id = EntityId.New<VendorPaymentId>(), VendorId = vendor };
        payment.Begin(organization, date, amount, inBase, account, reference);
        payment.Raise(new VendorPaymentMade(payment.Id, vendor, date, amount));
        return payment;
    }

    /// <summary>Uses some of it for a bill.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the payment.</returns>
    /// <exception cref="DomainException"><c>purchases.payment_undone</c>; <c>purchases.exceeds_credit</c>: less is left.</exception>
    public long Use(Money amount) => Take(amount);

    /// <summary>What it was used for is open again.</summary>
    /// <param name="on">From which day on it does not count; its own where that is later: then it never was made.</param>
    /// <exception cref="DomainException"><c>purchases.payment_undone</c>.</exception>
    public void Undo(DateOnly on)
    {
        Cancel(on);
        Raise(new VendorPaymentUndone(Id, VendorId, Amount));
    }
}
