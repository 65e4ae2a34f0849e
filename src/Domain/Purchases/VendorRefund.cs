using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>Some of a credit that a vendor paid back.</summary>
public sealed class VendorRefund : DocumentRefund
{
    private VendorRefund()
    {
    }

    public VendorRefundId Id { get; private init; }

    public VendorCreditId VendorCreditId { get; private init; }

    /// <param name="credit">Whose.</param>
    /// <param name="date">Its day in the books.</param>
    /// <param name="amount">In the credit's currency, above zero.</param>
    /// <param name="baseMinor">What of the credit went, in the base currency.</param>
    /// <param name="account">Where the money came to.</param>
    /// <param name="reference">As the bank says.</param>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static VendorRefund Of(VendorCredit credit, DateOnly date, Money amount, long baseMinor, AccountId account, string? reference)
    {
        var refund = new VendorRefund { Id = EntityId.New<VendorRefundId>(), VendorCreditId = credit.Id };
        refund.Begin(credit.OrganizationId, date, amount, baseMinor, account, reference);
        return refund;
    }
}
