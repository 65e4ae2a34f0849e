using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>Exchange rates, newest day first unless told otherwise.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Currency">Only of this currency.</param>
/// <param name="Text">Only of currencies whose code contains it.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListExchangeRates(PageRequest Page, string? Currency = null, string? Text = null) : IQuery<Page<ExchangeRateView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-date", "currency");
}

internal sealed class ListExchangeRatesHandler(ILedgerReports reports) : IHandler<ListExchangeRates, Page<ExchangeRateView>>
{
    public async Task<Result<Page<ExchangeRateView>>> Handle(ListExchangeRates request, CancellationToken cancellationToken) =>
        await reports.ListRatesAsync(request.Currency?.Trim().ToUpperInvariant(), request.Text, request.Page, cancellationToken);
}
