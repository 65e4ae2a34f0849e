using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Quotes;

/// <summary>Drafts a quote. It has no number before it is sent, and can be changed and deleted until then.</summary>
/// <param name="Draft">Its last day to pay is the last day on which the quote can be accepted; null for 30 days.</param>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("quote.draft", "Drafted a quote")]
public sealed record CreateQuote(InvoiceDraft Draft) : ICommand<DraftedQuote>;

/// <param name="Id">The quote.</param>
public sealed record DraftedQuote(QuoteId Id);

/// <summary>Says anew what the draft of a quote is to be, with all its lines. What was sent is never changed.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("quote.change", "Changed a draft of a quote")]
public sealed record UpdateQuote(QuoteId Id, InvoiceDraft Draft) : ICommand<Done>;

/// <summary>Forgets the draft of a quote.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("quote.delete", "Deleted a draft of a quote")]
public sealed record DeleteQuote(QuoteId Id) : ICommand<Done>;

internal sealed class CreateQuoteHandler(IRepository<Quote> quotes, IQuotes books, QuoteDrafting drafting, IMultiTenantContextAccessor tenant)
    : IHandler<CreateQuote, DraftedQuote>
{
    public async Task<Result<DraftedQuote>> Handle(CreateQuote command, CancellationToken cancellationToken)
    {
        var (terms, lines) = await drafting.ReadAsync(command.Draft, cancellationToken);
        var quote = Quote.Draft(tenant.OrganizationId, terms, lines);
        quotes.Add(quote);
        await books.WriteLinesAsync(quote, lines, cancellationToken);
        return new DraftedQuote(quote.Id);
    }
}

internal sealed class UpdateQuoteHandler(QuoteDesk desk, IQuotes books, QuoteDrafting drafting) : IHandler<UpdateQuote, Done>
{
    public async Task<Result<Done>> Handle(UpdateQuote command, CancellationToken cancellationToken)
    {
        if (await desk.HoldAsync(command.Id, cancellationToken) is not { } quote)
            return Error.NotFound("quote");

        quote.RequireDraft();
        var (terms, lines) = await drafting.ReadAsync(command.Draft, cancellationToken);
        quote.Change(terms, lines);
        await books.WriteLinesAsync(quote, lines, cancellationToken);
        return new Done();
    }
}

internal sealed class DeleteQuoteHandler(QuoteDesk desk, IRepository<Quote> quotes, IQuotes books) : IHandler<DeleteQuote, Done>
{
    public async Task<Result<Done>> Handle(DeleteQuote command, CancellationToken cancellationToken)
    {
        if (await desk.HoldAsync(command.Id, cancellationToken) is not { } quote)
            return Error.NotFound("quote");

        quote.RequireDraft();
        await books.RemoveLinesAsync(quote.Id, cancellationToken);
        quotes.Remove(quote);
        return new Done();
    }
}

/// <summary>Quotes say what invoices say; without a last day they are valid for 30 days.</summary>
internal sealed class QuoteDrafting(InvoiceDrafting drafting)
{
    public async Task<(InvoiceTerms Terms, IReadOnlyList<InvoiceLine> Lines)> ReadAsync(InvoiceDraft draft, CancellationToken ct)
    {
        var issue = draft.IssueDate ?? await drafting.TodayAsync(ct);
        var whole = draft with { IssueDate = issue, DueDate = draft.DueDate ?? Documents.DocumentReferences.Later(issue, Documents.DocumentReferences.UsualDays) };
        return (await drafting.TermsAsync(whole, ct), await drafting.LinesAsync(draft.Lines, ct));
    }
}

/// <summary>Quotes that are about to be changed.</summary>
internal sealed class QuoteDesk(IRepository<Quote> quotes, IQuotes books)
{
    /// <summary>Null when there is none. Nobody else changes it until the transaction ends.</summary>
    public async Task<Quote?> HoldAsync(QuoteId id, CancellationToken ct)
    {
        await books.HoldAsync(id, ct);
        return await quotes.FindAsync(id, ct);
    }
}
