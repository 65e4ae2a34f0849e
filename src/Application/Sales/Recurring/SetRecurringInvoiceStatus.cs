using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <summary>Makes no invoices by a template until it is resumed.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("recurring_invoice.pause", "Paused a recurring invoice")]
public sealed record PauseRecurringInvoice(RecurringInvoiceId Id) : ICommand<Done>;

/// <summary>Makes invoices by a template again, from today on; what would have been made meanwhile is not made up for.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("recurring_invoice.resume", "Resumed a recurring invoice")]
public sealed record ResumeRecurringInvoice(RecurringInvoiceId Id) : ICommand<Done>;

/// <summary>Makes no invoice by a template any more. It is kept for those that were made.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("recurring_invoice.end", "Ended a recurring invoice")]
public sealed record EndRecurringInvoice(RecurringInvoiceId Id) : ICommand<Done>;

internal sealed class PauseRecurringInvoiceHandler(RecurringDesk desk) : IHandler<PauseRecurringInvoice, Done>
{
    public Task<Result<Done>> Handle(PauseRecurringInvoice command, CancellationToken cancellationToken) =>
        desk.ChangeAsync(
        command.Id,
        recurring =>
        {
            recurring.Pause();
            return null;
        },
        cancellationToken);
}

internal sealed class ResumeRecurringInvoiceHandler(RecurringDesk desk, RecurringDrafting drafting) : IHandler<ResumeRecurringInvoice, Done>
{
    public async Task<Result<Done>> Handle(ResumeRecurringInvoice command, CancellationToken cancellationToken)
    {
        var today = await drafting.TodayAsync(cancellationToken);
        return await desk.ChangeAsync(
            command.Id,
            recurring =>
            {
                var refusal = drafting.Refuse(recurring.Creates);
                if (refusal is null)
                    recurring.Resume(today);
                return refusal;
            },
            cancellationToken);
    }
}

internal sealed class EndRecurringInvoiceHandler(RecurringDesk desk) : IHandler<EndRecurringInvoice, Done>
{
    public Task<Result<Done>> Handle(EndRecurringInvoice command, CancellationToken cancellationToken) =>
        desk.ChangeAsync(
        command.Id,
        recurring =>
        {
            recurring.End();
            return null;
        },
        cancellationToken);
}

/// <summary>Where the state of a template is changed.</summary>
internal sealed class RecurringDesk(IRepository<RecurringInvoice> templates, IRecurringInvoices books)
{
    /// <param name="id">The template.</param>
    /// <param name="change">Says what is against it; null when it is done.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Result<Done>> ChangeAsync(RecurringInvoiceId id, Func<RecurringInvoice, Error?> change, CancellationToken ct)
    {
        await books.HoldAsync(id, ct);
        if (await templates.FindAsync(id, ct) is not { } recurring)
            return Error.NotFound("recurring invoice");

        return change(recurring) is { } refusal ? refusal : new Done();
    }
}
