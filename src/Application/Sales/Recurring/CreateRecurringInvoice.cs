using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Recurring;

/// <summary>Adds a template by which invoices are made again and again. To have them finalised or sent takes the right to do that.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("recurring_invoice.add", "Added a recurring invoice")]
public sealed record CreateRecurringInvoice(RecurringInvoiceDraft Draft) : ICommand<AddedRecurringInvoice>;

/// <param name="Id">The template.</param>
/// <param name="NextOn">For which day the first invoice is made.</param>
public sealed record AddedRecurringInvoice(RecurringInvoiceId Id, DateOnly? NextOn);

internal sealed class CreateRecurringInvoiceHandler(
    IRepository<RecurringInvoice> templates, IRecurringInvoices books, RecurringDrafting drafting, IMultiTenantContextAccessor tenant)
    : IHandler<CreateRecurringInvoice, AddedRecurringInvoice>
{
    public async Task<Result<AddedRecurringInvoice>> Handle(CreateRecurringInvoice command, CancellationToken cancellationToken)
    {
        if (drafting.Refuse(command.Draft.Creates) is { } refusal)
            return refusal;

        var terms = await drafting.TermsAsync(command.Draft, cancellationToken);
        var lines = await drafting.LinesAsync(command.Draft, cancellationToken);
        var recurring = RecurringInvoice.Add(tenant.OrganizationId, terms, lines, await drafting.TodayAsync(cancellationToken));
        templates.Add(recurring);
        await books.WriteLinesAsync(recurring, lines, cancellationToken);
        return new AddedRecurringInvoice(recurring.Id, recurring.NextOn);
    }
}
