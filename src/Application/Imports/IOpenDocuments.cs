using Financbase.Domain.Imports;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;

namespace Financbase.Application.Imports;

/// <summary>Many documents of other books at once.</summary>
public interface IOpenDocuments
{
    /// <summary>Writes what was added so far, and the lines of these drafts.</summary>
    Task WriteAsync(IReadOnlyList<(Invoice Document, IReadOnlyList<InvoiceLine> Lines)> invoices, CancellationToken ct);

    /// <inheritdoc cref="WriteAsync(IReadOnlyList{ValueTuple{Invoice, IReadOnlyList{InvoiceLine}}}, CancellationToken)"/>
    Task WriteAsync(IReadOnlyList<(Bill Document, IReadOnlyList<BillLine> Lines)> bills, CancellationToken ct);

    /// <summary>Those that are overdue by now were so before, so nobody is told of that.</summary>
    Task PassOverOverdueAsync(IReadOnlyCollection<InvoiceId> invoices, DateOnly today, CancellationToken ct);

    /// <summary>Some moved in and were not taken back, whatever was paid of them since.</summary>
    Task<bool> AreHereAsync(ImportKind kind, CancellationToken ct);
}
