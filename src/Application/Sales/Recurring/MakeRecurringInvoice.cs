using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <summary>Templates for which an invoice is due on the organization's own day.</summary>
/// <param name="After">Only those behind this one; null for the first.</param>
/// <param name="Most">So many at a time.</param>
[PlatformOnly]
public sealed record ListDueRecurringInvoices(RecurringInvoiceId? After, int Most) : IQuery<IReadOnlyList<DueRecurringInvoice>>;

/// <param name="Id">The template.</param>
/// <param name="FailureCode">What kept its invoice from being made the last time, which is told already.</param>
public sealed record DueRecurringInvoice(RecurringInvoiceId Id, string? FailureCode);

internal sealed class ListDueRecurringInvoicesHandler(IRecurringInvoices books, RecurringDrafting drafting)
    : IHandler<ListDueRecurringInvoices, IReadOnlyList<DueRecurringInvoice>>
{
    public async Task<Result<IReadOnlyList<DueRecurringInvoice>>> Handle(ListDueRecurringInvoices request, CancellationToken cancellationToken)
    {
        DueRecurringInvoice[] due = [.. await books.ListDueAsync(await drafting.TodayAsync(cancellationToken), request.After, request.Most, cancellationToken)];
        return due;
    }
}

/// <summary>Makes the next invoice that is due by a template, for its day: all of it or nothing, and once however often it is asked.</summary>
/// <returns>Whether another one is due.</returns>
[PlatformOnly]
[Audited("recurring_invoice.generate", "Made an invoice from its template")]
public sealed record MakeRecurringInvoice(RecurringInvoiceId Id) : ICommand<bool>;

internal sealed class MakeRecurringInvoiceHandler(
    IRepository<RecurringInvoice> templates, IRecurringInvoices books, IRepository<Invoice> invoices, IInvoices invoiceBooks, InvoiceDrafting drafting, InvoiceIssue issue,
    InvoiceSending sending, IMultiTenantContextAccessor tenant) : IHandler<MakeRecurringInvoice, bool>
{
    public async Task<Result<bool>> Handle(MakeRecurringInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync(command.Id, cancellationToken);
        var today = await drafting.TodayAsync(cancellationToken);
        if (await templates.FindAsync(command.Id, cancellationToken) is not { NextOn: { } date } recurring || !recurring.IsDue(today))
            return false;

        var invoice = await DraftAsync(recurring, date, cancellationToken);
        if (recurring.Creates != RecurringOutcome.Draft)
            await issue.IssueAsync(invoice, cancellationToken);
        if (recurring.Creates == RecurringOutcome.Sent)
            await sending.SendAsync(invoice, null, null, cancellationToken);
        recurring.Generated(invoice.Id, invoice.Gross);
        await books.NoteAsync(recurring.Id, date, invoice.Id, cancellationToken);
        return recurring.IsDue(today);
    }

    private async Task<Invoice> DraftAsync(RecurringInvoice recurring, DateOnly date, CancellationToken ct)
    {
        var due = recurring.PaymentDays is { } days ? Documents.DocumentReferences.Later(date, days) : (DateOnly?)null;
        var terms = await drafting.TermsAsync(
            new InvoiceDraft(recurring.CustomerId, [], date, due, recurring.Currency.Code, recurring.Reference, recurring.Note), ct);
        var lines = await drafting.TaxedNowAsync(await books.ReadLinesAsync(recurring.Id, ct), ct);
        var invoice = Invoice.Draft(tenant.OrganizationId, InvoiceKind.Invoice, terms, lines);
        invoices.Add(invoice);
        await invoiceBooks.WriteLinesAsync(invoice, lines, ct);
        return invoice;
    }
}

/// <summary>Keeps why an invoice could not be made by a template, and tells it: once for the same reason.</summary>
[PlatformOnly]
[Audited("recurring_invoice.fail", "Could not make an invoice from its template")]
public sealed record NoteRecurringFailure(RecurringInvoiceId Id, Error Why) : ICommand<Done>;

internal sealed class NoteRecurringFailureHandler(IRepository<RecurringInvoice> templates, IRecurringInvoices books, RecurringDrafting drafting)
    : IHandler<NoteRecurringFailure, Done>
{
    public async Task<Result<Done>> Handle(NoteRecurringFailure command, CancellationToken cancellationToken)
    {
        await books.HoldAsync(command.Id, cancellationToken);
        if (await templates.FindAsync(command.Id, cancellationToken) is { } recurring && recurring.IsDue(await drafting.TodayAsync(cancellationToken)))
            recurring.Fail(command.Why);
        return new Done();
    }
}
