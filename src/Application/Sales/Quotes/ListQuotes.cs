using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Quotes;

/// <summary>Quotes, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record ListQuotes(QuoteFilter Filter, PageRequest Page) : IQuery<Page<QuoteSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-issueDate", "validUntil");
}

/// <summary>One quote with its lines and taxes.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetQuote(QuoteId Id) : IQuery<QuoteView>;

/// <summary>A quote that was sent, as a PDF.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetQuotePdf(QuoteId Id) : IQuery<PrintedFile>;

internal sealed class ListQuotesHandler(IQuotes books) : IHandler<ListQuotes, Page<QuoteSummary>>
{
    public async Task<Result<Page<QuoteSummary>>> Handle(ListQuotes request, CancellationToken cancellationToken) =>
        await books.ListAsync(request.Filter, request.Page, cancellationToken);
}

internal sealed class GetQuoteHandler(IQuotes books) : IHandler<GetQuote, QuoteView>
{
    public async Task<Result<QuoteView>> Handle(GetQuote request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is { } quote ? quote : Error.NotFound("quote");
}

internal sealed class GetQuotePdfHandler(IQuotes books, QuotePrinting printing) : IHandler<GetQuotePdf, PrintedFile>
{
    public async Task<Result<PrintedFile>> Handle(GetQuotePdf request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is not { } quote ? Error.NotFound("quote")
        : quote.Status == QuoteStatus.Draft ? SalesErrors.QuoteNotSent
        : printing.Print(quote);
}
