using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Sales;

/// <summary>Invoices or credit notes, the latest issue first unless told otherwise.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record ListInvoices(InvoiceFilter Filter, PageRequest Page) : IQuery<Page<InvoiceSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-issueDate", "dueDate");
}

internal sealed class ListInvoicesHandler(IInvoices books) : IHandler<ListInvoices, Page<InvoiceSummary>>
{
    public async Task<Result<Page<InvoiceSummary>>> Handle(ListInvoices request, CancellationToken cancellationToken) =>
        await books.ListAsync(request.Filter, request.Page, cancellationToken);
}
