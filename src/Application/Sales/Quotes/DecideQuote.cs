using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Quotes;

/// <summary>Notes that a customer accepted a quote.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("quote.accept", "Noted that a quote is accepted")]
public sealed record AcceptQuote(QuoteId Id) : ICommand<Done>;

/// <summary>Notes that a customer declined a quote.</summary>
/// <param name="Id">The quote.</param>
/// <param name="Reason">Why; at most 300 characters.</param>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("quote.decline", "Noted that a quote is declined")]
public sealed record DeclineQuote(QuoteId Id, string? Reason = null) : ICommand<Done>;

/// <summary>Drafts the invoice of a quote that is accepted, once: with its lines, taxed as the rates are now.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("quote.convert", "Made an invoice of a quote")]
public sealed record ConvertQuote(QuoteId Id) : ICommand<DraftedInvoice>;

internal sealed class AcceptQuoteHandler(QuoteDecisions decisions) : IHandler<AcceptQuote, Done>
{
    public Task<Result<Done>> Handle(AcceptQuote command, CancellationToken cancellationToken) => decisions.AcceptAsync(command.Id, cancellationToken);
}

internal sealed class DeclineQuoteHandler(QuoteDecisions decisions) : IHandler<DeclineQuote, Done>
{
    public Task<Result<Done>> Handle(DeclineQuote command, CancellationToken cancellationToken) => decisions.DeclineAsync(command.Id, command.Reason, cancellationToken);
}

internal sealed class ConvertQuoteHandler(
    QuoteDesk desk, IQuotes books, IRepository<Invoice> invoices, IInvoices invoiceBooks, InvoiceDrafting drafting, IMultiTenantContextAccessor tenant)
    : IHandler<ConvertQuote, DraftedInvoice>
{
    public async Task<Result<DraftedInvoice>> Handle(ConvertQuote command, CancellationToken cancellationToken)
    {
        if (await desk.HoldAsync(command.Id, cancellationToken) is not { } quote)
            return Error.NotFound("quote");

        var terms = await drafting.TermsAsync(
            new InvoiceDraft(quote.CustomerId, [], Currency: quote.Currency.Code, Reference: quote.Reference ?? quote.Number, Note: quote.Note), cancellationToken);
        var lines = await drafting.TaxedNowAsync(await books.ReadLinesAsync(quote.Id, cancellationToken), cancellationToken);
        var invoice = Invoice.Draft(tenant.OrganizationId, InvoiceKind.Invoice, terms, lines);
        quote.Convert(invoice.Id);
        invoices.Add(invoice);
        await invoiceBooks.WriteLinesAsync(invoice, lines, cancellationToken);
        return new DraftedInvoice(invoice.Id);
    }
}

/// <summary>What becomes of a quote, whether the customer says so by the link or tells somebody.</summary>
internal sealed class QuoteDecisions(QuoteDesk desk, InvoiceDrafting drafting, TimeProvider clock)
{
    public async Task<Result<Done>> AcceptAsync(QuoteId id, CancellationToken ct)
    {
        if (await desk.HoldAsync(id, ct) is not { } quote)
            return Error.NotFound("quote");

        quote.Accept(await drafting.TodayAsync(ct), clock.GetUtcNow());
        return new Done();
    }

    public async Task<Result<Done>> DeclineAsync(QuoteId id, string? reason, CancellationToken ct)
    {
        if (await desk.HoldAsync(id, ct) is not { } quote)
            return Error.NotFound("quote");

        quote.Decline(reason, await drafting.TodayAsync(ct), clock.GetUtcNow());
        return new Done();
    }
}
