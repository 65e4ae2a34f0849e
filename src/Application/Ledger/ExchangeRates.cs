using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>What other currencies are worth in the base currency.</summary>
public interface IExchangeRates
{
    /// <summary>The rate that holds on a day: the latest of that day or before; 1 for the base currency itself.</summary>
    /// <exception cref="DomainException"><c>ledger.no_exchange_rate</c>.</exception>
    Task<decimal> FindAsync(Currency currency, DateOnly on, CancellationToken ct);

    /// <summary>All rates that hold on some of these days.</summary>
    Task<KnownRates> ReadAsync(IReadOnlyCollection<Currency> currencies, DateOnly from, DateOnly to, CancellationToken ct);
}

/// <summary>Rates of several days, oldest first by currency.</summary>
public sealed class KnownRates(ILookup<Currency, (DateOnly Date, decimal Rate)> rates)
{
    private readonly Dictionary<(Currency Currency, DateOnly Day), decimal?> _found = [];

    /// <summary>By the rate that holds on the day; null where none does.</summary>
    public Money? Convert(Money amount, DateOnly on, Currency @base)
    {
        if (!_found.TryGetValue((amount.Currency, on), out var rate))
            _found.Add((amount.Currency, on), rate = rates[amount.Currency].Where(one => one.Date <= on).Select(one => (decimal?)one.Rate).LastOrDefault());
        return rate is { } known ? ExchangeRate.Convert(amount, known, @base) : null;
    }
}

/// <param name="Id">The rate.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Date">From this day on, until the next one.</param>
/// <param name="Rate">Base units for one unit of the currency, both in major units.</param>
public sealed record ExchangeRateView(ExchangeRateId Id, string Currency, DateOnly Date, decimal Rate);
