using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>Money from a customer. What is not used for an invoice stays the customer's credit. It is never changed: a mistake is undone.</summary>
public sealed class Payment : AggregateRoot, IOrganizationOwned
{
    public const int LongestReference = 100;

    private Payment()
    {
    }

    public PaymentId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public CustomerId CustomerId { get; private init; }

    /// <summary>Its day in the books.</summary>
    public DateOnly Date { get; private init; }

    public Currency Currency { get; private init; }

    public long AmountMinor { get; private init; }

    /// <summary>What is not used for an invoice.</summary>
    public long UnallocatedMinor { get; private set; }

    /// <summary>What <see cref="UnallocatedMinor"/> stands for in the account of what customers owe, in the base currency.</summary>
    public long UnallocatedBaseMinor { get; private set; }

    /// <summary>Where the money is.</summary>
    public AccountId AccountId { get; private init; }

    public string? Reference { get; private init; }

    public bool IsUndone { get; private set; }

    public Money Amount => new(AmountMinor, Currency);

    public Money Unallocated => new(UnallocatedMinor, Currency);

    /// <param name="organization">Whose books.</param>
    /// <param name="customer">Who paid.</param>
    /// <param name="date">Its day in the books.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="inBase">The same in the base currency, on that day.</param>
    /// <param name="account">Where the money is.</param>
    /// <param name="reference">As the bank says.</param>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Payment Receive(
        OrganizationId organization, CustomerId customer, DateOnly date, Money amount, Money inBase, AccountId account, string? reference)
    {
        if (amount.Minor is <= 0 or > Posting.Most)
            throw new DomainException(Error.Validation("amount", "A payment is above zero."));
        if (date.Year is < 1900 or > 2199)
            throw new DomainException(Error.Validation("date", "Choose a day between 1900 and 2199."));

        var payment = new Payment
        {
            Id = EntityId.New<PaymentId>(),
            OrganizationId = organization,
            CustomerId = customer,
            Date = date,
            Currency = amount.Currency,
            AmountMinor = amount.Minor,
            UnallocatedMinor = amount.Minor,
            UnallocatedBaseMinor = inBase.Minor,
            AccountId = account,
            Reference = CustomerTerms.Optional(reference, LongestReference, "reference"),
        };
        payment.Raise(new PaymentReceived(payment.Id, customer, date, amount));
        return payment;
    }

    /// <summary>Uses some of it for an invoice.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the payment.</returns>
    /// <exception cref="DomainException"><c>sales.payment_undone</c>; <c>sales.exceeds_credit</c>: less is left.</exception>
    public long Use(InvoiceId invoice, Money amount)
    {
        RequireValid();
        if (amount.Minor <= 0 || amount.Minor > UnallocatedMinor)
            throw new DomainException(SalesErrors.ExceedsCredit);

        var share = Share.Of(UnallocatedBaseMinor, amount.Minor, UnallocatedMinor);
        (UnallocatedMinor, UnallocatedBaseMinor) = (UnallocatedMinor - amount.Minor, UnallocatedBaseMinor - share);
        Raise(new PaymentAllocated(Id, invoice, amount));
        return share;
    }

    /// <summary>As if it had never come. What it was used for is open again.</summary>
    /// <exception cref="DomainException"><c>sales.payment_undone</c>.</exception>
    public void Undo()
    {
        RequireValid();
        (IsUndone, UnallocatedMinor, UnallocatedBaseMinor) = (true, 0, 0);
        Raise(new PaymentUndone(Id, CustomerId, Amount));
    }

    private void RequireValid()
    {
        if (IsUndone)
            throw new DomainException(SalesErrors.PaymentUndone);
    }
}
