using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

public enum QuoteStatus
{
    /// <summary>It can still be changed.</summary>
    Draft,

    /// <summary>It has its number, the customer has it, and it is never changed any more.</summary>
    Sent,
    Accepted,
    Declined,

    /// <summary>Nobody answered by its last day.</summary>
    Expired,
}

/// <summary>What a customer is offered. It is in no books; accepted, it becomes the draft of an invoice, once. Its lines are kept beside it.</summary>
public sealed class Quote : AggregateRoot, IOrganizationOwned
{
    public const int LongestReason = 300;

    private Quote()
    {
    }

    public QuoteId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public QuoteStatus Status { get; private set; }

    public CustomerId CustomerId { get; private set; }

    public DateOnly IssueDate { get; private set; }

    /// <summary>The last day on which it can be accepted.</summary>
    public DateOnly ValidUntil { get; private set; }

    public Currency Currency { get; private set; }

    public string? Reference { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Null for a draft.</summary>
    public string? Number { get; private set; }

    public int? FiscalYear { get; private set; }

    public int? Sequence { get; private set; }

    /// <summary>To whom it is made out; null for a draft. Stored sealed.</summary>
    public BillTo? BillTo { get; private set; }

    /// <summary>Who issued it; null for a draft. Stored sealed.</summary>
    public IssuedBy? IssuedBy { get; private set; }

    public long NetMinor { get; private set; }

    public long TaxMinor { get; private set; }

    public long GrossMinor { get; private set; }

    public IReadOnlyList<TaxSubtotal> Taxes { get; private set; } = [];

    /// <summary>When it was first sent.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When it was accepted or declined.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; private set; }

    /// <summary>What it became.</summary>
    public InvoiceId? InvoiceId { get; private set; }

    public Money Gross => new(GrossMinor, Currency);

    /// <exception cref="DomainException"><c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public static Quote Draft(OrganizationId organization, InvoiceTerms terms, IReadOnlyList<InvoiceLine> lines)
    {
        var quote = new Quote { Id = EntityId.New<QuoteId>(), OrganizationId = organization };
        quote.Write(terms, lines);
        return quote;
    }

    /// <exception cref="DomainException"><c>sales.quote_not_a_draft</c>, <c>validation_error</c>, and what <see cref="DocumentTotals.Of"/> refuses.</exception>
    public void Change(InvoiceTerms terms, IReadOnlyList<InvoiceLine> lines)
    {
        RequireDraft();
        Write(terms, lines);
    }

    /// <exception cref="DomainException"><c>sales.quote_not_a_draft</c>.</exception>
    public void RequireDraft()
    {
        if (Status != QuoteStatus.Draft)
            throw new DomainException(SalesErrors.QuoteNotADraft);
    }

    /// <summary>Gives a draft its number and freezes it.</summary>
    /// <param name="number">The next of its series.</param>
    /// <param name="issuedBy">Who issues it.</param>
    /// <param name="billTo">To whom it is made out.</param>
    /// <param name="totals">Of its lines.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>sales.quote_not_a_draft</c>.</exception>
    public void Issue(DocumentNumber number, IssuedBy issuedBy, BillTo billTo, DocumentTotals totals, DateTimeOffset now)
    {
        RequireDraft();
        Take(totals);
        (Number, FiscalYear, Sequence) = (number.Text, number.FiscalYear, number.Sequence);
        (IssuedBy, BillTo, SentAt, Status) = (issuedBy, billTo, now, QuoteStatus.Sent);
    }

    /// <summary>The customer gets it, for the first time or again.</summary>
    /// <exception cref="DomainException"><c>sales.quote_not_open</c>; <c>sales.quote_expired</c>.</exception>
    public void Send(DateOnly today)
    {
        RequireOpen(today);
        Raise(new QuoteSent(Id, Number!, CustomerId, ValidUntil, Gross));
    }

    /// <exception cref="DomainException"><c>sales.quote_not_open</c>; <c>sales.quote_expired</c>.</exception>
    public void Accept(DateOnly today, DateTimeOffset now)
    {
        RequireOpen(today);
        (Status, DecidedAt) = (QuoteStatus.Accepted, now);
        Raise(new QuoteAccepted(Id, Number!, CustomerId, Gross));
    }

    /// <exception cref="DomainException"><c>sales.quote_not_open</c>; <c>sales.quote_expired</c>; <c>validation_error</c>.</exception>
    public void Decline(string? reason, DateOnly today, DateTimeOffset now)
    {
        RequireOpen(today);
        (Status, DecidedAt, Reason) = (QuoteStatus.Declined, now, CustomerTerms.Optional(reason, LongestReason, "reason"));
        Raise(new QuoteDeclined(Id, Number!, CustomerId, Gross, Reason));
    }

    /// <summary>Its last day is over. What was answered, or is still valid, stays as it is.</summary>
    /// <returns>Whether it has expired now.</returns>
    public bool Expire(DateOnly today)
    {
        if (Status != QuoteStatus.Sent || ValidUntil >= today)
            return false;

        Status = QuoteStatus.Expired;
        Raise(new QuoteExpired(Id, Number!, CustomerId, ValidUntil, Gross));
        return true;
    }

    /// <summary>It became this invoice.</summary>
    /// <exception cref="DomainException"><c>sales.quote_not_accepted</c>; <c>sales.quote_converted</c>.</exception>
    public void Convert(InvoiceId invoice)
    {
        if (Status != QuoteStatus.Accepted)
            throw new DomainException(SalesErrors.QuoteNotAccepted);
        if (InvoiceId is not null)
            throw new DomainException(SalesErrors.QuoteConverted);

        InvoiceId = invoice;
    }

    private void RequireOpen(DateOnly today)
    {
        if (Status == QuoteStatus.Expired || (Status == QuoteStatus.Sent && ValidUntil < today))
            throw new DomainException(SalesErrors.QuoteExpired);
        if (Status != QuoteStatus.Sent)
            throw new DomainException(SalesErrors.QuoteNotOpen);
    }

    private void Write(InvoiceTerms terms, IReadOnlyList<InvoiceLine> lines)
    {
        var known = terms.Checked();
        (CustomerId, IssueDate, ValidUntil, Currency) = (known.CustomerId, known.IssueDate, known.DueDate, known.Currency);
        (Reference, Note) = (known.Reference, known.Note);
        Take(DocumentTotals.Of(Currency, [.. lines.Select(line => line.Line)]));
    }

    private void Take(DocumentTotals totals)
    {
        (NetMinor, TaxMinor, GrossMinor) = (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor);
        Taxes = totals.Taxes;
    }
}
