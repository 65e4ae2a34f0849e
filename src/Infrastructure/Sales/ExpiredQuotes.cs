using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Quotes;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Sales;

/// <summary>Lets quotes expire whose last day is over, each in a transaction of its own, so it may run as often as it likes.</summary>
[PlatformJob]
public sealed class ExpiredQuotes(EachOrganization organizations, DuePieces pieces)
{
    private const int AtOnce = 500;

    [JobDisplayName("Let quotes expire")]
    public Task ExpireAsync(CancellationToken ct) => organizations.ForEachAsync(nameof(ExpiredQuotes), ExpireAsync, ct);

    private Task ExpireAsync(ISender sender, CancellationToken ct) => pieces.EachAsync(
        "expiry of quote",
        async after => (await sender.Send(new ListExpiredQuotes(after is { } id ? new QuoteId(id) : null, AtOnce), ct)).Value,
        quote => quote.Value,
        async quote =>
        {
            await sender.Send(new ExpireQuote(quote), ct);
            return true;
        },
        ct);
}
