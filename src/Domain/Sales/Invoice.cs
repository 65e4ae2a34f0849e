using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>
/// What a customer owes for, or, as a credit note, is given back. A draft is changed at will; finalised it has its number, is
/// in the books and stays as it is. Its lines are kept beside it: there may be ten thousand.
/// </summary>
public sealed class Invoice : AggregateRoot, IOrganizationOwned, IOpenItem, ICustomerCredit
{
    public const int LongestNumber = 40;

    private Invoice()
    {
    }

    public InvoiceId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public InvoiceKind Kind { get; private init; }

    public InvoiceStatus Status { get; private set; }

    public CustomerId CustomerId { get; private set; }

    public DateOnly IssueDate { get; private set; }

    public DateOnly DueDate { get; private set; }

    public Currency Currency { get; private set; }

    public string? Reference { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Null for a draft.</summary>
    public string? Number { get; private set; }

    public int? FiscalYear { get; private set; }

    public int? Sequence { get; private set; }

    /// <summary>To whom it is made out; null for a draft. Stored sealed.</summary>
    public BillTo? BillTo { get; private set; }

    /// <summary>Who issued it; null for a draft, and for what was finalised before that was kept. Stored sealed.</summary>
    public IssuedBy? IssuedBy { get; private set; }

    /// <summary>In the document's currency, as are all amounts but those that say otherwise.</summary>
    public long NetMinor { get; private set; }

    public long TaxMinor { get; private set; }

    public long GrossMinor { get; private set; }

    /// <summary>What is neither paid, credited nor written off; of a credit note, what is not used up. Zero for a draft and for what is void.</summary>
    public long OpenMinor { get; private set; }

    public long WrittenOffMinor { get; private set; }

    /// <summary>What <see cref="OpenMinor"/> stands for in the account of what customers owe, in the base currency.</summary>
    public long OpenBaseMinor { get; private set; }

    public IReadOnlyList<TaxSubtotal> Taxes { get; private set; } = [];

    public DateTimeOffset? FinalizedAt { get; private set; }

    /// <summary>Which invoice a credit note takes back, or a part of.</summary>
    public InvoiceId? CreditsId { get; private init; }

    public Money Net => new(NetMinor, Currency);

    public Money Tax => new(TaxMinor, Currency);

    public Money Gross => new(GrossMinor, Currency);

    public Money Open => new(OpenMinor, Currency);

    /// <summary>The day as of which it moved in, open, from other books; null for what was issued here.</summary>
    public DateOnly? PostedOn { get; private set; }

    /// <summary>Whether its customer is reminded of it, where the organization does that.</summary>
    public bool GetsReminders { get; private set; } = true;

    public DateOnly BookedOn => PostedOn ?? IssueDate;

    PaymentId? ICustomerCredit.PaymentId => null;

    InvoiceId? ICustomerCredit.CreditNoteId => Id;

    Money ICustomerCredit.Left => Open;

    public bool IsFinalized => Status is InvoiceStatus.Finalized or InvoiceStatus.Sent;

    public DocumentSeries Series => Kind == InvoiceKind.Invoice ? DocumentSeries.Invoice : DocumentSeries.CreditNote;

    /// <exception cref="DomainException"><c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public static Invoice Draft(OrganizationId organization, InvoiceKind kind, InvoiceTerms terms, IReadOnlyList<InvoiceLine> lines, InvoiceId? credits = null)
    {
        var invoice = new Invoice { Id = EntityId.New<InvoiceId>(), OrganizationId = organization, Kind = kind, CreditsId = credits };
        invoice.Write(terms, lines);
        if (kind == InvoiceKind.Invoice)
            invoice.Raise(new InvoiceCreated(invoice.Id, invoice.CustomerId, invoice.IssueDate, invoice.DueDate, invoice.Gross));
        return invoice;
    }

    /// <exception cref="DomainException"><c>sales.not_a_draft</c>, <c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public void Change(InvoiceTerms terms, IReadOnlyList<InvoiceLine> lines)
    {
        RequireDraft();
        Write(terms, lines);
    }

    /// <exception cref="DomainException"><c>sales.not_a_draft</c>: what has a number is never forgotten.</exception>
    public void RequireDraft()
    {
        if (Status != InvoiceStatus.Draft)
            throw new DomainException(SalesErrors.NotADraft);
    }

    /// <summary>Gives it its number and freezes it. The taxes are those of this moment.</summary>
    /// <param name="number">The next of its series.</param>
    /// <param name="issuedBy">Who issues it.</param>
    /// <param name="billTo">To whom it is made out.</param>
    /// <param name="totals">Of its lines.</param>
    /// <param name="inBase">What the whole of it is worth in the base currency.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>sales.not_a_draft</c>; <c>sales.below_zero</c>.</exception>
    public void Finalize(DocumentNumber number, IssuedBy issuedBy, BillTo billTo, DocumentTotals totals, Money inBase, DateTimeOffset now)
    {
        RequireDraft();
        Take(totals);
        if (GrossMinor < 0)
            throw new DomainException(SalesErrors.BelowZero);

        (Number, FiscalYear, Sequence) = (number.Text, number.FiscalYear, number.Sequence);
        (IssuedBy, BillTo, FinalizedAt, Status) = (issuedBy, billTo, now, InvoiceStatus.Finalized);
        (OpenMinor, OpenBaseMinor) = (GrossMinor, inBase.Minor);
        Raise(Kind == InvoiceKind.Invoice
            ? new InvoiceFinalized(Id, Number, CustomerId, IssueDate, DueDate, Net, Tax, Gross)
            : new CreditNoteIssued(Id, Number, CustomerId, CreditsId, IssueDate, Gross));
    }

    /// <summary>A draft becomes what was open of an invoice that was issued before these books: it keeps the number that it had there.</summary>
    /// <param name="number">As it was issued; no series of ours counts it.</param>
    /// <param name="issuedBy">Who issued it.</param>
    /// <param name="billTo">To whom it is made out.</param>
    /// <param name="opening">As of which day it is open, and what that is worth.</param>
    /// <param name="getsReminders">Whether its customer is reminded of it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>sales.not_a_draft</c>; <c>validation_error</c>: the number, or a day of issue after that one.</exception>
    public void MoveIn(string number, IssuedBy issuedBy, BillTo billTo, OpeningItem opening, bool getsReminders, DateTimeOffset now)
    {
        RequireDraft();
        opening.Check(IssueDate, GrossMinor);
        (Number, PostedOn, GetsReminders) = (OptionalText.Of(number, LongestNumber, "number"), opening.Day, getsReminders);
        (IssuedBy, BillTo, FinalizedAt, Status) = (issuedBy, billTo, now, InvoiceStatus.Finalized);
        (OpenMinor, OpenBaseMinor) = (GrossMinor, opening.InBase.Minor);
        Raise(new InvoiceFinalized(Id, Number!, CustomerId, IssueDate, DueDate, Net, Tax, Gross));
    }

    /// <summary>Takes it back. Its number stays taken, unless it is another program's.</summary>
    /// <param name="reason">Why, for people.</param>
    /// <param name="credited">What credit notes for it come to that still stand.</param>
    /// <exception cref="DomainException">
    /// <c>sales.not_finalized</c>; <c>sales.has_payments</c>: something of it was paid, credited or written off; <c>sales.credit_note_stands</c>: it is taken back already.
    /// </exception>
    public void Void(string? reason, Money credited)
    {
        RequireFinalized();
        if (OpenMinor != GrossMinor)
            throw new DomainException(SalesErrors.HasPayments);
        if (credited.Minor > 0)
            throw new DomainException(SalesErrors.CreditNoteStands);

        (Status, OpenMinor, OpenBaseMinor) = (InvoiceStatus.Void, 0, 0);
        Raise(new InvoiceVoided(Id, Kind, Number!, CustomerId, Gross, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()));
    }

    /// <summary>The customer gets it, for the first time or again.</summary>
    /// <exception cref="DomainException"><c>sales.not_finalized</c>.</exception>
    public void Send()
    {
        RequireFinalized();
        Status = InvoiceStatus.Sent;
        Raise(new InvoiceSent(Id, Number!, CustomerId, DueDate, Open));
    }

    /// <summary>Some of what is owed is paid or credited.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the invoice.</returns>
    /// <exception cref="DomainException"><c>sales.not_finalized</c>; <c>sales.exceeds_open</c>.</exception>
    public long Settle(Money amount)
    {
        var share = TakeFromOpen(amount, SalesErrors.ExceedsOpen);
        if (OpenMinor == 0)
            Raise(new InvoicePaid(Id, Number!, CustomerId, Gross));
        else
            Raise(new InvoicePartiallyPaid(Id, Number!, CustomerId, amount, Open));
        return share;
    }

    /// <summary>Uses some of a credit note for an invoice.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the credit note.</returns>
    /// <exception cref="DomainException"><c>sales.not_finalized</c>; <c>sales.exceeds_credit</c>.</exception>
    public long Use(InvoiceId invoice, Money amount)
    {
        var share = TakeFromOpen(amount, SalesErrors.ExceedsCredit);
        Raise(new CreditNoteApplied(Id, Number!, invoice, amount));
        return share;
    }

    /// <inheritdoc />
    public long Refund(CustomerRefundId refund, Money amount, DateOnly date)
    {
        if (date < BookedOn || date.Year > 2199)
            throw new DomainException(Error.Validation("date", "A credit note is paid back on its own day or later."));

        var share = TakeFromOpen(amount, SalesErrors.ExceedsCredit);
        Raise(new PaymentRefunded(refund, null, Id, CustomerId, date, amount, Open));
        return share;
    }

    /// <inheritdoc />
    public void Return(InvoiceId? invoice, long amountMinor, long baseMinor)
    {
        Reopen(amountMinor, baseMinor);
        Raise(new PaymentUnapplied(null, Id, CustomerId, invoice, new Money(amountMinor, Currency), Open));
    }

    /// <summary>What was paid with a payment that is undone is owed again.</summary>
    public void Reopen(long amountMinor, long baseMinor) => (OpenMinor, OpenBaseMinor) = (OpenMinor + amountMinor, OpenBaseMinor + baseMinor);

    /// <summary>Nobody expects any more what is open.</summary>
    /// <param name="reason">Why, for people.</param>
    /// <param name="credited">What credit notes for it come to that still stand, less what of them was paid back: what they took back is no bad debt.</param>
    /// <returns>What it is, and what it stands for in the base currency.</returns>
    /// <exception cref="DomainException"><c>sales.not_finalized</c>; <c>sales.nothing_open</c>; <c>sales.credit_note_stands</c>.</exception>
    public (Money Open, long InBase) WriteOff(string? reason, Money credited)
    {
        RequireFinalized();
        if (OpenMinor == 0)
            throw new DomainException(SalesErrors.NothingOpen);
        if (OpenMinor > GrossMinor - WrittenOffMinor - credited.Minor)
            throw new DomainException(SalesErrors.CreditNoteStands);

        var (open, inBase) = (Open, OpenBaseMinor);
        (WrittenOffMinor, OpenMinor, OpenBaseMinor) = (WrittenOffMinor + OpenMinor, 0, 0);
        Raise(new InvoiceWrittenOff(Id, Number!, CustomerId, open, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()));
        return (open, inBase);
    }

    /// <exception cref="DomainException"><c>sales.not_finalized</c>.</exception>
    public void RequireFinalized()
    {
        if (!IsFinalized)
            throw new DomainException(SalesErrors.NotFinalized);
    }

    private long TakeFromOpen(Money amount, Error tooMuch)
    {
        RequireFinalized();
        var (left, share) = new OpenAmount(OpenMinor, OpenBaseMinor).Less(amount, tooMuch);
        (OpenMinor, OpenBaseMinor) = left;
        return share;
    }

    private void Write(InvoiceTerms terms, IReadOnlyList<InvoiceLine> lines)
    {
        var known = terms.Checked();
        (CustomerId, IssueDate, DueDate, Currency) = (known.CustomerId, known.IssueDate, known.DueDate, known.Currency);
        (Reference, Note) = (known.Reference, known.Note);
        Take(DocumentTotals.Of(Currency, [.. lines.Select(line => line.Line)]));
    }

    private void Take(DocumentTotals totals)
    {
        (NetMinor, TaxMinor, GrossMinor) = (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor);
        Taxes = totals.Taxes;
    }
}
