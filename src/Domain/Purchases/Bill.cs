using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>
/// What is owed to a vendor. It is in no books before somebody else than who entered it approved it; from then on it stays as it is.
/// Its lines are kept beside it.
/// </summary>
public sealed class Bill : AggregateRoot, IOrganizationOwned, IOpenItem
{
    public const int LongestReason = 300;

    private Bill()
    {
    }

    public BillId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public BillStatus Status { get; private set; }

    public VendorId VendorId { get; private set; }

    /// <summary>The vendor's own.</summary>
    public string Number { get; private set; } = "";

    /// <summary>By which the same number is known again.</summary>
    public string NumberKey { get; private set; } = "";

    public DateOnly BillDate { get; private set; }

    public DateOnly DueDate { get; private set; }

    public Currency Currency { get; private set; }

    public string? Note { get; private set; }

    /// <summary>In the bill's currency, as are all amounts but those that say otherwise.</summary>
    public long NetMinor { get; private set; }

    public long TaxMinor { get; private set; }

    public long GrossMinor { get; private set; }

    /// <summary>What is neither paid nor credited; zero before it is approved, and for what is void.</summary>
    public long OpenMinor { get; private set; }

    /// <summary>What <see cref="OpenMinor"/> stands for in the account of what is owed to vendors, in the base currency.</summary>
    public long OpenBaseMinor { get; private set; }

    public IReadOnlyList<TaxSubtotal> Taxes { get; private set; } = [];

    /// <summary>Another one had its number, and whoever handed it in said that both are right.</summary>
    public bool IsDuplicate { get; private set; }

    /// <summary>Who wrote it first.</summary>
    public UserId? DraftedBy { get; private init; }

    /// <summary>Who wrote it last, and who handed it in; null for what no person did.</summary>
    public UserId? EnteredBy { get; private set; }

    public UserId? ReceivedBy { get; private set; }

    public UserId? DecidedBy { get; private set; }

    /// <summary>The day of its entry; null before it is approved.</summary>
    public DateOnly? PostedOn { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Approved by whoever entered it: as the only one who may, or since it moved in approved.</summary>
    public bool IsSelfApproved { get; private set; }

    /// <summary>Why it was rejected or is void.</summary>
    public string? Reason { get; private set; }

    public Money Net => new(NetMinor, Currency);

    public Money Tax => new(TaxMinor, Currency);

    public Money Gross => new(GrossMinor, Currency);

    public Money Open => new(OpenMinor, Currency);

    public DateOnly BookedOn => PostedOn ?? BillDate;

    /// <exception cref="DomainException"><c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public static Bill Draft(OrganizationId organization, BillTerms terms, IReadOnlyList<BillLine> lines, UserId? by)
    {
        var bill = new Bill { Id = EntityId.New<BillId>(), OrganizationId = organization, DraftedBy = by };
        bill.Write(terms, lines, by);
        return bill;
    }

    /// <summary>What was rejected is a draft again.</summary>
    /// <exception cref="DomainException"><c>purchases.not_a_draft</c>, <c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public void Change(BillTerms terms, IReadOnlyList<BillLine> lines, UserId? by)
    {
        RequireDraft();
        Write(terms, lines, by);
        (Status, Reason, ReceivedBy, DecidedBy, ReceivedAt, DecidedAt, IsDuplicate) = (BillStatus.Draft, null, null, null, null, null, false);
    }

    /// <exception cref="DomainException"><c>purchases.not_a_draft</c>.</exception>
    public void RequireDraft()
    {
        if (Status is not (BillStatus.Draft or BillStatus.Rejected))
            throw new DomainException(PurchasesErrors.NotADraft);
    }

    /// <summary>Hands it in. The taxes are those of this moment.</summary>
    /// <exception cref="DomainException"><c>purchases.not_a_draft</c>; <c>purchases.below_zero</c>.</exception>
    public void Receive(DocumentTotals totals, bool isDuplicate, UserId? by, DateTimeOffset now)
    {
        if (Status != BillStatus.Draft)
            throw new DomainException(PurchasesErrors.NotADraft);

        Take(totals);
        if (GrossMinor < 0)
            throw new DomainException(PurchasesErrors.BelowZero);

        (Status, IsDuplicate, ReceivedBy, ReceivedAt) = (BillStatus.Received, isDuplicate, by, now);
        Raise(new BillReceived(Id, Number, VendorId, BillDate, DueDate, Net, Tax, Gross));
        Raise(new BillApprovalRequested(Id, Number, VendorId, DueDate, Gross, IsDuplicate));
    }

    /// <summary>From now on it is owed.</summary>
    /// <param name="by">Neither who drafted it, nor who changed it last, nor who handed it in.</param>
    /// <param name="isAlone">Unless there is nobody else in the organization.</param>
    /// <param name="inBase">What the whole of it is worth in the base currency.</param>
    /// <param name="postedOn">The day of its entry, not before its own.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>purchases.not_received</c>; <c>access.separation_of_duties</c>; <c>validation_error</c>.</exception>
    public void Approve(UserId by, bool isAlone, Money inBase, DateOnly postedOn, DateTimeOffset now)
    {
        RequireApprover(by, isAlone);
        if (postedOn < BillDate || postedOn.Year > 2199)
            throw new DomainException(Error.Validation("postedOn", "A bill is posted on its own day or a later one."));

        (Status, DecidedBy, DecidedAt, PostedOn, IsSelfApproved) = (BillStatus.Approved, by, now, postedOn, Concerns(by));
        (OpenMinor, OpenBaseMinor) = (GrossMinor, inBase.Minor);
        Raise(new BillApproved(Id, Number, VendorId, DueDate, Gross));
    }

    /// <summary>A draft becomes what was open of a bill that was approved before these books. Whoever moves it in counts as who entered and approved it.</summary>
    /// <param name="by">Who moves it in.</param>
    /// <param name="opening">As of which day it is open, and what that is worth.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>purchases.not_a_draft</c>; <c>validation_error</c>: its own day is after that one.</exception>
    public void MoveIn(UserId by, OpeningItem opening, DateTimeOffset now)
    {
        RequireDraft();
        opening.Check(BillDate, GrossMinor);
        (Status, EnteredBy, DecidedBy, DecidedAt, PostedOn, IsSelfApproved) = (BillStatus.Approved, by, by, now, opening.Day, true);
        (OpenMinor, OpenBaseMinor) = (GrossMinor, opening.InBase.Minor);
        Raise(new BillApproved(Id, Number, VendorId, DueDate, Gross));
    }

    /// <summary>Drafted it, changed it last or handed it in.</summary>
    public bool Concerns(UserId person) => person == DraftedBy || person == EnteredBy || person == ReceivedBy;

    /// <exception cref="DomainException"><c>purchases.not_received</c>; <c>access.separation_of_duties</c>.</exception>
    public void RequireApprover(UserId by, bool isAlone)
    {
        RequireReceived();
        if (!isAlone)
            SeparationOfDuties.Require(Duty.Approve, by, new[] { DraftedBy, EnteredBy, ReceivedBy }.Distinct().OfType<UserId>().Select(person => new DutyDone(Duty.Submit, person)));
    }

    /// <summary>It is not paid. Whoever entered it may say so as well.</summary>
    /// <exception cref="DomainException"><c>purchases.not_received</c>.</exception>
    public void Reject(UserId by, string? reason, DateTimeOffset now)
    {
        RequireReceived();
        (Status, DecidedBy, DecidedAt, Reason) = (BillStatus.Rejected, by, now, OptionalText.Of(reason, LongestReason, "reason"));
        Raise(new BillRejected(Id, Number, VendorId, Gross, Reason));
    }

    /// <summary>Takes it back.</summary>
    /// <exception cref="DomainException"><c>purchases.not_to_void</c>; <c>purchases.has_payments</c>.</exception>
    public void Void(string? reason)
    {
        if (Status is not (BillStatus.Received or BillStatus.Approved))
            throw new DomainException(PurchasesErrors.NotToVoid);
        if (Status == BillStatus.Approved && OpenMinor != GrossMinor)
            throw new DomainException(PurchasesErrors.HasPayments);

        (Status, OpenMinor, OpenBaseMinor, Reason) = (BillStatus.Void, 0, 0, OptionalText.Of(reason, LongestReason, "reason"));
        Raise(new BillVoided(Id, Number, VendorId, Gross, Reason));
    }

    /// <summary>Some of what is owed is paid or credited.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the bill.</returns>
    /// <exception cref="DomainException"><c>purchases.not_approved</c>; <c>purchases.exceeds_open</c>.</exception>
    public long Settle(Money amount)
    {
        RequireApproved();
        var (left, share) = new OpenAmount(OpenMinor, OpenBaseMinor).Less(amount, PurchasesErrors.ExceedsOpen);
        (OpenMinor, OpenBaseMinor) = left;
        if (OpenMinor == 0)
            Raise(new BillPaid(Id, Number, VendorId, Gross));
        else
            Raise(new BillPartiallyPaid(Id, Number, VendorId, amount, Open));
        return share;
    }

    /// <summary>What was paid with a payment that is undone is owed again.</summary>
    public void Reopen(long amountMinor, long baseMinor) => (OpenMinor, OpenBaseMinor) = (OpenMinor + amountMinor, OpenBaseMinor + baseMinor);

    /// <exception cref="DomainException"><c>purchases.not_approved</c>.</exception>
    public void RequireApproved()
    {
        if (Status != BillStatus.Approved)
            throw new DomainException(PurchasesErrors.NotApproved);
    }

    private void RequireReceived()
    {
        if (Status != BillStatus.Received)
            throw new DomainException(PurchasesErrors.NotReceived);
    }

    private void Write(BillTerms terms, IReadOnlyList<BillLine> lines, UserId? by)
    {
        var known = terms.Checked();
        (VendorId, Number, NumberKey, BillDate, DueDate, Currency, Note) =
            (known.VendorId, known.Number, BillNumber.KeyOf(known.Number), known.BillDate, known.DueDate, known.Currency, known.Note);
        EnteredBy = by;
        Take(DocumentTotals.Of(Currency, [.. lines.Select(line => line.Line)]));
    }

    private void Take(DocumentTotals totals)
    {
        (NetMinor, TaxMinor, GrossMinor) = (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor);
        Taxes = totals.Taxes;
    }
}
