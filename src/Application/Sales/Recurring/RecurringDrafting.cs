using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <summary>Turns what is asked for into terms and lines, and asks that nobody lets a template do what they may not do themselves.</summary>
internal sealed class RecurringDrafting(InvoiceDrafting drafting, ICurrentPrincipal principal)
{
    /// <exception cref="DomainException"><c>sales.customer_unknown</c>, <c>money.unknown_currency</c>.</exception>
    public async Task<RecurringInvoiceTerms> TermsAsync(RecurringInvoiceDraft draft, CancellationToken ct)
    {
        var terms = await drafting.TermsAsync(new InvoiceDraft(draft.CustomerId, [], Currency: draft.Currency), ct);
        return new RecurringInvoiceTerms(
            draft.Name, terms.CustomerId, terms.Currency, draft.Schedule, draft.Creates, draft.PaymentDays, draft.Reference, draft.Note);
    }

    public Task<IReadOnlyList<InvoiceLine>> LinesAsync(RecurringInvoiceDraft draft, CancellationToken ct) => drafting.LinesAsync(draft.Lines, ct);

    public Task<DateOnly> TodayAsync(CancellationToken ct) => drafting.TodayAsync(ct);

    /// <summary>What keeps the one who acts from saying what such a template does; null where nothing does.</summary>
    public Error? Refuse(params ReadOnlySpan<RecurringOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome != RecurringOutcome.Draft && !Holds(Permissions.Invoices.Finalize))
                return Error.Forbidden(Permissions.Invoices.Finalize);
            if (outcome == RecurringOutcome.Sent && !Holds(Permissions.Invoices.Send))
                return Error.Forbidden(Permissions.Invoices.Send);
        }

        return null;
    }

    private bool Holds(string permission) => principal.Current.Rights.Decide(permission, null).IsAllowed();
}
