using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Quotes;

/// <summary>Quotes that nobody answered and whose last day is over on the organization's own day.</summary>
/// <param name="After">Only those behind this one; null for the first.</param>
/// <param name="Most">So many at a time.</param>
[PlatformOnly]
public sealed record ListExpiredQuotes(QuoteId? After, int Most) : IQuery<IReadOnlyList<QuoteId>>;

/// <summary>Lets a quote expire, once; one that was answered meanwhile stays as it is.</summary>
[PlatformOnly]
[Audited("quote.expire", "Let a quote expire")]
public sealed record ExpireQuote(QuoteId Id) : ICommand<bool>;

internal sealed class ListExpiredQuotesHandler(IQuotes books, InvoiceDrafting drafting) : IHandler<ListExpiredQuotes, IReadOnlyList<QuoteId>>
{
    public async Task<Result<IReadOnlyList<QuoteId>>> Handle(ListExpiredQuotes request, CancellationToken cancellationToken)
    {
        QuoteId[] expired = [.. await books.ListExpiredAsync(await drafting.TodayAsync(cancellationToken), request.After, request.Most, cancellationToken)];
        return expired;
    }
}

internal sealed class ExpireQuoteHandler(QuoteDesk desk, InvoiceDrafting drafting) : IHandler<ExpireQuote, bool>
{
    public async Task<Result<bool>> Handle(ExpireQuote command, CancellationToken cancellationToken) =>
        await desk.HoldAsync(command.Id, cancellationToken) is { } quote ? quote.Expire(await drafting.TodayAsync(cancellationToken)) : Error.NotFound("quote");
}
