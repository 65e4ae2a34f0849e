using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <summary>Says anew what a template is to be, with all its lines. Invoices that were made stay as they are.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("recurring_invoice.change", "Changed a recurring invoice")]
public sealed record UpdateRecurringInvoice(RecurringInvoiceId Id, RecurringInvoiceDraft Draft) : ICommand<Done>;

internal sealed class UpdateRecurringInvoiceHandler(IRepository<RecurringInvoice> templates, IRecurringInvoices books, RecurringDrafting drafting)
    : IHandler<UpdateRecurringInvoice, Done>
{
    public async Task<Result<Done>> Handle(UpdateRecurringInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync(command.Id, cancellationToken);
        if (await templates.FindAsync(command.Id, cancellationToken) is not { } recurring)
            return Error.NotFound("recurring invoice");
        if (drafting.Refuse(recurring.Creates, command.Draft.Creates) is { } refusal)
            return refusal;

        var terms = await drafting.TermsAsync(command.Draft, cancellationToken);
        var lines = await drafting.LinesAsync(command.Draft, cancellationToken);
        recurring.Change(terms, lines, await drafting.TodayAsync(cancellationToken));
        await books.WriteLinesAsync(recurring, lines, cancellationToken);
        return new Done();
    }
}
