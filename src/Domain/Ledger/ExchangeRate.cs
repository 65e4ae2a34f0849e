using System.Numerics;
using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What one unit of a currency is worth in the organization's base currency from a day on, until the next rate.</summary>
public sealed class ExchangeRate : AggregateRoot, IOrganizationOwned
{
    /// <summary>Rates are kept with ten decimals.</summary>
    public const int Decimals = 10;

    public const decimal Most = 1_000_000_000m;

    private const decimal Unit = 10_000_000_000m;

    private ExchangeRate()
    {
    }

    public ExchangeRateId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public Currency Currency { get; private init; }

    public DateOnly Date { get; private init; }

    /// <summary>Base units for one unit of the currency, both in major units.</summary>
    public decimal Rate { get; private set; }

    /// <exception cref="DomainException"><c>ledger.rate_of_base_currency</c>; <c>validation_error</c>: not above zero, too large, or with more than ten decimals.</exception>
    public static ExchangeRate Of(OrganizationId organization, Currency @base, Currency currency, DateOnly date, decimal rate)
    {
        if (currency == @base)
            throw new DomainException(LedgerErrors.RateIsFixed);

        var added = new ExchangeRate { Id = EntityId.New<ExchangeRateId>(), OrganizationId = organization, Currency = currency, Date = date };
        added.Change(rate);
        return added;
    }

    /// <exception cref="DomainException"><c>validation_error</c>: not above zero, too large, or with more than ten decimals.</exception>
    public void Change(decimal rate) => Rate = rate is > 0 and <= Most && decimal.Round(rate, Decimals) == rate
        ? rate
        : throw new DomainException(Error.Validation("rate", $"A rate is above zero, at most {Most:0} and has at most {Decimals} decimals."));

    /// <summary>Exact until the end, where half a minor unit is rounded away from zero.</summary>
    /// <exception cref="DomainException"><c>money.out_of_range</c>.</exception>
    public static Money Convert(Money amount, decimal rate, Currency @base)
    {
        var units = new BigInteger(rate * Unit);
        return new Money(
            Rounding.Divide(amount.Minor * units * BigInteger.Pow(10, @base.Exponent), (BigInteger)Unit * BigInteger.Pow(10, amount.Currency.Exponent)), @base);
    }
}
