using Financbase.Application.Paging;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>The lines of documents, which stand beside them, and how documents are read.</summary>
public interface IInvoices
{
    /// <summary>Lets nobody else change these documents until the transaction ends. Ask before they are read; they are locked in the order of their ids.</summary>
    Task HoldAsync(IReadOnlyCollection<InvoiceId> ids, CancellationToken ct);

    /// <summary>Writes what was changed so far, so that it is what is read from here on. The transaction goes on.</summary>
    Task StoreAsync(CancellationToken ct);

    /// <summary>In place of those that were there.</summary>
    Task WriteLinesAsync(Invoice invoice, IReadOnlyList<InvoiceLine> lines, CancellationToken ct);

    Task RemoveLinesAsync(InvoiceId id, CancellationToken ct);

    /// <summary>In their order, with the taxes that they were written with.</summary>
    Task<IReadOnlyList<InvoiceLine>> ReadLinesAsync(InvoiceId id, CancellationToken ct);

    Task<Page<InvoiceSummary>> ListAsync(InvoiceFilter filter, PageRequest page, CancellationToken ct);

    Task<InvoiceView?> FindAsync(InvoiceId id, CancellationToken ct);
}
