using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <summary>Templates of recurring invoices by name.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record ListRecurringInvoices(RecurringInvoiceFilter Filter, PageRequest Page) : IQuery<Page<RecurringInvoiceSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("name");
}

internal sealed class ListRecurringInvoicesHandler(IRecurringInvoices books) : IHandler<ListRecurringInvoices, Page<RecurringInvoiceSummary>>
{
    public async Task<Result<Page<RecurringInvoiceSummary>>> Handle(ListRecurringInvoices request, CancellationToken cancellationToken) =>
        await books.ListAsync(request.Filter, request.Page, cancellationToken);
}

/// <summary>One template with its lines, the next five days, and the invoices that were made.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetRecurringInvoice(RecurringInvoiceId Id) : IQuery<RecurringInvoiceView>;

internal sealed class GetRecurringInvoiceHandler(IRecurringInvoices books) : IHandler<GetRecurringInvoice, RecurringInvoiceView>
{
    public async Task<Result<RecurringInvoiceView>> Handle(GetRecurringInvoice request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is { } found ? found : Error.NotFound("recurring invoice");
}
