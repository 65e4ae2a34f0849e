using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>
/// What a vendor gives back: a bill the other way round. It is in no books before it is posted; from then on it stays as it is, and what is left of it is used for
/// bills or comes back as money. Its lines are kept beside it.
/// </summary>
public sealed class VendorCredit : AggregateRoot, IOrganizationOwned
{
    public const int LongestReason = 300;

    private VendorCredit()
    {
    }

    public VendorCreditId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public VendorCreditStatus Status { get; private set; }

    public VendorId VendorId { get; private set; }

    /// <summary>The vendor's own.</summary>
    public string Number { get; private set; } = "";

    /// <summary>By which the same number is known again.</summary>
    public string NumberKey { get; private set; } = "";

    public DateOnly CreditDate { get; private set; }

    public Currency Currency { get; private set; }

    public string? Note { get; private set; }

    /// <summary>In the credit's currency, as are all amounts but those that say otherwise.</summary>
    public long NetMinor { get; private set; }

    public long TaxMinor { get; private set; }

    public long GrossMinor { get; private set; }

    /// <summary>What is neither used nor paid back; zero before it is posted, and for what is void.</summary>
    public long OpenMinor { get; private set; }

    /// <summary>What <see cref="OpenMinor"/> stands for in the account of what is owed to vendors, in the base currency.</summary>
    public long OpenBaseMinor { get; private set; }

    public IReadOnlyList<TaxSubtotal> Taxes { get; private set; } = [];

    /// <summary>The day of its entry; null before it is posted.</summary>
    public DateOnly? PostedOn { get; private set; }

    /// <summary>Why it is void.</summary>
    public string? Reason { get; private set; }

    public Money Net => new(NetMinor, Currency);

    public Money Tax => new(TaxMinor, Currency);

    public Money Gross => new(GrossMinor, Currency);

    public Money Open => new(OpenMinor, Currency);

    /// <exception cref="DomainException"><c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public static VendorCredit Draft(OrganizationId organization, VendorCreditTerms terms, IReadOnlyList<BillLine> lines)
    {
        var credit = new VendorCredit { Id = EntityId.New<VendorCreditId>(), OrganizationId = organization };
        credit.Write(terms, lines);
        return credit;
    }

    /// <exception cref="DomainException"><c>purchases.credit_posted</c>, <c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public void Change(VendorCreditTerms terms, IReadOnlyList<BillLine> lines)
    {
        RequireDraft();
        Write(terms, lines);
    }

    /// <exception cref="DomainException"><c>purchases.credit_posted</c>.</exception>
    public void RequireDraft()
    {
        if (Status != VendorCreditStatus.Draft)
            throw new DomainException(PurchasesErrors.CreditPosted);
    }

    /// <summary>From now on so much less is owed to the vendor. The taxes are those of this moment.</summary>
    /// <param name="totals">Of its lines.</param>
    /// <param name="inBase">What the whole of it is worth in the base currency.</param>
    /// <param name="postedOn">The day of its entry, not before its own.</param>
    /// <exception cref="DomainException"><c>purchases.credit_posted</c>; <c>purchases.no_credit</c>; <c>validation_error</c>.</exception>
    public void Post(DocumentTotals totals, Money inBase, DateOnly postedOn)
    {
        RequireDraft();
        if (postedOn < CreditDate || postedOn.Year > 2199)
            throw new DomainException(Error.Validation("postedOn", "A credit is posted on its own day or a later one."));

        Take(totals);
        if (GrossMinor <= 0)
            throw new DomainException(PurchasesErrors.NoCredit);

        (Status, PostedOn, OpenMinor, OpenBaseMinor) = (VendorCreditStatus.Posted, postedOn, GrossMinor, inBase.Minor);
        Raise(new VendorCreditPosted(Id, Number, VendorId, CreditDate, Net, Tax, Gross));
    }

    /// <summary>Takes it back before anything of it was used.</summary>
    /// <exception cref="DomainException"><c>purchases.credit_not_posted</c>; <c>purchases.credit_used</c>.</exception>
    public void Void(string? reason)
    {
        RequirePosted();
        if (OpenMinor != GrossMinor)
            throw new DomainException(PurchasesErrors.CreditUsed);

        (Status, OpenMinor, OpenBaseMinor, Reason) = (VendorCreditStatus.Void, 0, 0, OptionalText.Of(reason, LongestReason, "reason"));
        Raise(new VendorCreditVoided(Id, Number, VendorId, Gross, Reason));
    }

    /// <summary>Uses some of it for a bill.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the credit.</returns>
    /// <exception cref="DomainException"><c>purchases.credit_not_posted</c>; <c>purchases.exceeds_credit</c>; <c>validation_error</c>: the day is before its entry's.</exception>
    public long Use(BillId bill, Money amount, DateOnly date)
    {
        var share = Take(amount, date);
        Raise(new VendorCreditApplied(Id, Number, VendorId, bill, amount, Open));
        return share;
    }

    /// <summary>The vendor pays some of it back.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the credit.</returns>
    /// <exception cref="DomainException"><c>purchases.credit_not_posted</c>; <c>purchases.exceeds_credit</c>; <c>validation_error</c>: the day is before its entry's.</exception>
    public long Refund(Money amount, DateOnly date)
    {
        var share = Take(amount, date);
        Raise(new VendorCreditRefunded(Id, Number, VendorId, date, amount, Open));
        return share;
    }

    /// <summary>What was used or paid back is left again.</summary>
    /// <param name="bill">For what it had been used; null where it had come back as money.</param>
    /// <param name="amountMinor">How much.</param>
    /// <param name="baseMinor">What of it had gone, in the base currency.</param>
    public void Reopen(BillId? bill, long amountMinor, long baseMinor)
    {
        (OpenMinor, OpenBaseMinor) = (OpenMinor + amountMinor, OpenBaseMinor + baseMinor);
        Raise(new VendorCreditUnapplied(Id, Number, VendorId, bill, new Money(amountMinor, Currency), Open));
    }

    private long Take(Money amount, DateOnly date)
    {
        RequirePosted();
        if (date < PostedOn || date.Year > 2199)
            throw new DomainException(Error.Validation("date", "A credit is used on the day of its entry or later."));

        var (left, share) = new OpenAmount(OpenMinor, OpenBaseMinor).Less(amount, PurchasesErrors.ExceedsCredit);
        (OpenMinor, OpenBaseMinor) = left;
        return share;
    }

    private void RequirePosted()
    {
        if (Status != VendorCreditStatus.Posted)
            throw new DomainException(PurchasesErrors.CreditNotPosted);
    }

    private void Write(VendorCreditTerms terms, IReadOnlyList<BillLine> lines)
    {
        var known = terms.Checked();
        (VendorId, Number, NumberKey, CreditDate, Currency, Note) =
            (known.VendorId, known.Number, BillNumber.KeyOf(known.Number), known.CreditDate, known.Currency, known.Note);
        Take(DocumentTotals.Of(Currency, [.. lines.Select(line => line.Line)]));
    }

    private void Take(DocumentTotals totals)
    {
        (NetMinor, TaxMinor, GrossMinor) = (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor);
        Taxes = totals.Taxes;
    }
}
