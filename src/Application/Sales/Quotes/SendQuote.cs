using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Mail;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales.Quotes;

/// <summary>
/// Mails a quote: the PDF and a link to the page where it can be accepted or declined. The first time it gets its number and is frozen;
/// it can be sent again.
/// </summary>
/// <param name="Id">The quote.</param>
/// <param name="To">An e-mail address; null for the customer's.</param>
/// <param name="Message">Stands above our words; at most 2,000 characters.</param>
[RequirePermission(Permissions.Invoices.Send)]
[Audited("quote.send", "Sent a quote")]
public sealed record SendQuote(QuoteId Id, string? To = null, string? Message = null) : ICommand<SentQuote>;

/// <param name="Id">The quote.</param>
/// <param name="Number">In its series.</param>
/// <param name="Status">Sent.</param>
/// <param name="To">Where the mail goes.</param>
public sealed record SentQuote(QuoteId Id, string Number, QuoteStatus Status, string To)
{
    public override string ToString() => $"{nameof(SentQuote)} {Id}";
}

internal sealed class SendQuoteValidator : AbstractValidator<SendQuote>
{
    public SendQuoteValidator() => RuleFor(command => command.Message).MaximumLength(2_000);
}

internal sealed class SendQuoteHandler(
    QuoteDesk desk, QuoteIssue issue, IQuotes books, InvoiceDrafting drafting, InvoiceSending sending, QuotePrinting printing, IDocumentLinks links, IMailOutbox outbox,
    ISiteAddress site) : IHandler<SendQuote, SentQuote>
{
    public async Task<Result<SentQuote>> Handle(SendQuote command, CancellationToken cancellationToken)
    {
        if (await desk.HoldAsync(command.Id, cancellationToken) is not { } quote)
            return Error.NotFound("quote");

        var to = await sending.AddressAsync(quote.CustomerId, command.To, cancellationToken);
        if (quote.Status == QuoteStatus.Draft)
            await issue.IssueAsync(quote, cancellationToken);
        quote.Send(await drafting.TodayAsync(cancellationToken));
        await books.StoreAsync(cancellationToken);
        var view = (await books.FindAsync(quote.Id, cancellationToken))!;
        var pdf = printing.Print(view);
        var link = site.Link($"/quote/{await links.MakeAsync(quote.Id, cancellationToken)}");
        await outbox.QueueAsync(
            Letter.Quote(to, view.IssuedBy!.Name, quote.Number!, $"{quote.Gross}", InvoicePaper.Day(quote.ValidUntil), link, command.Message, new LetterFile(pdf.Name, pdf.Content)),
            cancellationToken);
        return new SentQuote(quote.Id, quote.Number!, quote.Status, to.Value);
    }
}

/// <summary>Numbers a draft and freezes it, taxed as the rates are now.</summary>
internal sealed class QuoteIssue(
    IRepository<Customer> customers, IQuotes books, InvoiceDrafting drafting, IDocumentNumbers numbers, IssuerDesk issuers, TimeProvider clock)
{
    /// <exception cref="DomainException"><c>sales.quote_not_a_draft</c>, <c>documents.tax_rate_unknown</c>.</exception>
    public async Task IssueAsync(Quote quote, CancellationToken ct)
    {
        quote.RequireDraft();
        var customer = await customers.FindAsync(quote.CustomerId, ct);
        var lines = await drafting.TaxedNowAsync(await books.ReadLinesAsync(quote.Id, ct), ct);
        await books.WriteLinesAsync(quote, lines, ct);
        var number = await numbers.NextAsync(DocumentSeries.Quote, quote.IssueDate, ct);
        quote.Issue(
            number, await issuers.CurrentAsync(ct), new BillTo(customer!.Name, customer.Terms.Address!, customer.TaxId),
            DocumentTotals.Of(quote.Currency, [.. lines.Select(line => line.Line)]), clock.GetUtcNow());
    }
}

/// <summary>Prints a quote with what stood on it when it was sent.</summary>
internal sealed class QuotePrinting(IPapers papers)
{
    /// <param name="quote">No draft.</param>
    public PrintedFile Print(QuoteView quote) => new($"{quote.Number}.pdf", papers.Print(PaperOf(quote)));

    private static Paper PaperOf(QuoteView quote) => new(
        $"Quote {quote.Number}", quote.IssuedBy!, quote.BillTo!, [.. Facts(quote)], quote.Lines, quote.Taxes, [.. Sums(quote)])
    {
        Stamp = quote.Status is QuoteStatus.Declined or QuoteStatus.Expired ? quote.Status.ToString() : null,
        Note = quote.Note,
    };

    private static IEnumerable<PaperFact> Facts(QuoteView quote)
    {
        yield return new("Date", InvoicePaper.Day(quote.IssueDate));
        yield return new("Valid until", InvoicePaper.Day(quote.ValidUntil));
        if (quote.Reference is { } reference)
            yield return new("Your reference", reference);
    }

    private static IEnumerable<PaperSum> Sums(QuoteView quote)
    {
        yield return new("Net", quote.Totals.Net);
        if (quote.Taxes.Count > 0)
            yield return new("Tax", quote.Totals.Tax);
        yield return new("Total", quote.Totals.Gross);
    }
}
