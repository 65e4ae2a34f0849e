using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>What other currencies are worth in the base currency.</summary>
public interface IExchangeRates
{
    /// <summary>The rate that holds on a day: the latest of that day or before; 1 for the base currency itself.</summary>
    /// <exception cref="DomainException"><c>ledger.no_exchange_rate</c>.</exception>
    Task<decimal> FindAsync(Currency currency, DateOnly on, CancellationToken ct);
}

/// <param name="Id">The rate.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Date">From this day on, until the next one.</param>
/// <param name="Rate">Base units for one unit of the currency, both in major units.</param>
public sealed record ExchangeRateView(ExchangeRateId Id, string Currency, DateOnly Date, decimal Rate);
