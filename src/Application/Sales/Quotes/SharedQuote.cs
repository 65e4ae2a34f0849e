using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Organizations;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Quotes;

/// <summary>A quote as its customer may see it.</summary>
/// <param name="Quote">Never a draft.</param>
/// <param name="IsOpen">It can be accepted or declined now.</param>
public sealed record SharedQuote(QuoteView Quote, bool IsOpen)
{
    public override string ToString() => nameof(SharedQuote);
}

/// <summary>The quote that a link shows, for whoever has the link.</summary>
[Anonymous]
public sealed record GetSharedQuote(string Token) : IQuery<SharedQuote>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(GetSharedQuote);
}

/// <summary>The PDF of the quote that a link shows.</summary>
[Anonymous]
public sealed record GetSharedQuotePdf(string Token) : IQuery<PrintedFile>
{
    public override string ToString() => nameof(GetSharedQuotePdf);
}

/// <summary>Accepts the quote that a link shows.</summary>
[Anonymous]
[Audited("quote.accept_by_link", "Accepted a quote by its link")]
public sealed record AcceptSharedQuote(string Token) : ICommand<Done>
{
    public override string ToString() => nameof(AcceptSharedQuote);
}

/// <summary>Declines the quote that a link shows.</summary>
[Anonymous]
[Audited("quote.decline_by_link", "Declined a quote by its link")]
public sealed record DeclineSharedQuote(string Token, string? Reason = null) : ICommand<Done>
{
    public override string ToString() => nameof(DeclineSharedQuote);
}

internal sealed class GetSharedQuoteHandler(SharedQuotes shared, InvoiceDrafting drafting) : IHandler<GetSharedQuote, SharedQuote>
{
    public async Task<Result<SharedQuote>> Handle(GetSharedQuote request, CancellationToken cancellationToken) =>
        await shared.OpenAsync(request.Token, cancellationToken) is { } quote
            ? new SharedQuote(quote, quote.Status == QuoteStatus.Sent && quote.ValidUntil >= await drafting.TodayAsync(cancellationToken))
            : SalesErrors.LinkDead;
}

internal sealed class GetSharedQuotePdfHandler(SharedQuotes shared, QuotePrinting printing) : IHandler<GetSharedQuotePdf, PrintedFile>
{
    public async Task<Result<PrintedFile>> Handle(GetSharedQuotePdf request, CancellationToken cancellationToken) =>
        await shared.OpenAsync(request.Token, cancellationToken) is { } quote ? printing.Print(quote) : SalesErrors.LinkDead;
}

internal sealed class AcceptSharedQuoteHandler(SharedQuotes shared, QuoteDecisions decisions) : IHandler<AcceptSharedQuote, Done>
{
    public async Task<Result<Done>> Handle(AcceptSharedQuote command, CancellationToken cancellationToken) =>
        await shared.OpenAsync(command.Token, cancellationToken) is { } quote ? await decisions.AcceptAsync(quote.Id, cancellationToken) : SalesErrors.LinkDead;
}

internal sealed class DeclineSharedQuoteHandler(SharedQuotes shared, QuoteDecisions decisions) : IHandler<DeclineSharedQuote, Done>
{
    public async Task<Result<Done>> Handle(DeclineSharedQuote command, CancellationToken cancellationToken) =>
        await shared.OpenAsync(command.Token, cancellationToken) is { } quote
            ? await decisions.DeclineAsync(quote.Id, command.Reason, cancellationToken)
            : SalesErrors.LinkDead;
}

/// <summary>Opens the organization that a link belongs to, and nothing of it but the one quote.</summary>
internal sealed class SharedQuotes(IDocumentLinks links, IFounding entrance, IQuotes books)
{
    public async Task<QuoteView?> OpenAsync(string token, CancellationToken ct)
    {
        if (await links.FindAsync(token, ct) is not { Quote: { } id } found || OrganizationsErrors.RefusalIn(found.Tenant.State) is not null)
            return null;

        await entrance.EnterAsync(found.Tenant, ct);
        return await books.FindAsync(id, ct) is { Status: not QuoteStatus.Draft } quote ? quote : null;
    }
}
