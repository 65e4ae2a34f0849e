using Financbase.Application.Paging;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Recurring;

/// <summary>The lines of templates, which stand beside them, what was made by them, and how they are read.</summary>
public interface IRecurringInvoices
{
    /// <summary>Lets nobody else change this template until the transaction ends. Ask before it is read.</summary>
    Task HoldAsync(RecurringInvoiceId id, CancellationToken ct);

    /// <summary>In place of those that were there.</summary>
    Task WriteLinesAsync(RecurringInvoice recurring, IReadOnlyList<InvoiceLine> lines, CancellationToken ct);

    /// <summary>With its lines. One that made anything is ended instead.</summary>
    Task RemoveLinesAsync(RecurringInvoiceId id, CancellationToken ct);

    /// <summary>In their order, with the taxes that they were written with.</summary>
    Task<IReadOnlyList<InvoiceLine>> ReadLinesAsync(RecurringInvoiceId id, CancellationToken ct);

    /// <summary>Keeps what was made for a day; there is one invoice at most for each.</summary>
    Task NoteAsync(RecurringInvoiceId id, DateOnly date, InvoiceId invoice, CancellationToken ct);

    /// <summary>Templates for which an invoice is due, by their ids.</summary>
    /// <param name="today">Due on this day or before.</param>
    /// <param name="after">Only those behind this one; null for the first.</param>
    /// <param name="most">So many at a time.</param>
    /// <param name="ct">Ends it.</param>
    Task<IReadOnlyList<DueRecurringInvoice>> ListDueAsync(DateOnly today, RecurringInvoiceId? after, int most, CancellationToken ct);

    /// <summary>Templates by which an invoice is made up to a day, for customers in use.</summary>
    Task<IReadOnlyList<ComingInvoices>> ListComingAsync(DateOnly through, CancellationToken ct);

    /// <summary>The lines of those among them that name a rate which is another one by now, or is not in use.</summary>
    /// <param name="through">As above.</param>
    /// <param name="rates">Those in use, as they are now.</param>
    /// <param name="ct">Ends it.</param>
    Task<ILookup<RecurringInvoiceId, InvoiceLine>> ReadRetaxedAsync(DateOnly through, IReadOnlyDictionary<TaxRateId, TaxTerms> rates, CancellationToken ct);

    Task<Page<RecurringInvoiceSummary>> ListAsync(RecurringInvoiceFilter filter, PageRequest page, CancellationToken ct);

    Task<RecurringInvoiceView?> FindAsync(RecurringInvoiceId id, CancellationToken ct);
}
