using Financbase.Application.Paging;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Quotes;

/// <summary>The lines of quotes, which stand beside them, and how quotes are read.</summary>
public interface IQuotes
{
    /// <summary>Lets nobody else change this quote until the transaction ends. Ask before it is read.</summary>
    Task HoldAsync(QuoteId id, CancellationToken ct);

    /// <summary>In place of those that were there.</summary>
    Task WriteLinesAsync(Quote quote, IReadOnlyList<InvoiceLine> lines, CancellationToken ct);

    /// <summary>Writes what was changed so far, so that it is what is read from here on.</summary>
    Task StoreAsync(CancellationToken ct);

    Task RemoveLinesAsync(QuoteId id, CancellationToken ct);

    /// <summary>In their order, with the taxes that they were written with.</summary>
    Task<IReadOnlyList<InvoiceLine>> ReadLinesAsync(QuoteId id, CancellationToken ct);

    /// <summary>Quotes that nobody answered and whose last day was before this one; the first ones by their ids.</summary>
    Task<IReadOnlyList<QuoteId>> ListExpiredAsync(DateOnly today, QuoteId? after, int most, CancellationToken ct);

    Task<Page<QuoteSummary>> ListAsync(QuoteFilter filter, PageRequest page, CancellationToken ct);

    Task<QuoteView?> FindAsync(QuoteId id, CancellationToken ct);
}
