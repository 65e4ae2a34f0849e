using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Quotes;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Sales;

/// <summary>Lets quotes expire whose last day is over, each in a transaction of its own, so it may run as often as it likes.</summary>
[PlatformJob]
public sealed class ExpiredQuotes(EachOrganization organizations)
{
    private const int AtOnce = 500;

    [JobDisplayName("Let quotes expire")]
    public Task ExpireAsync(CancellationToken ct) => organizations.ForEachAsync(nameof(ExpiredQuotes), ExpireAsync, ct);

    private static async Task ExpireAsync(ISender sender, CancellationToken ct)
    {
        foreach (var quote in (await sender.Send(new ListExpiredQuotes(AtOnce), ct)).Value)
        {
            ct.ThrowIfCancellationRequested();
            await sender.Send(new ExpireQuote(quote), ct);
        }
    }
}
