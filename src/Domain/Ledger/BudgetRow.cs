using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What one account is meant to earn or cost in each month of a budget’s year, in minor units of the base currency, none below zero.</summary>
/// <param name="AccountId">A revenue or expense account.</param>
/// <param name="Minors">Twelve, from the first month of the fiscal year on.</param>
public sealed record BudgetRow(AccountId AccountId, IReadOnlyList<long> Minors)
{
    /// <summary>As much as the largest posting.</summary>
    public const long Most = 100_000_000_000_000;

    public bool IsEmpty => Minors.All(minor => minor == 0);

    /// <param name="account">A revenue or expense account.</param>
    /// <param name="amounts">In major units.</param>
    /// <param name="currency">The base currency.</param>
    /// <param name="place">The row's place among those that were given, for the message.</param>
    /// <exception cref="DomainException"><c>validation_error</c>, at <c>rows[n].amounts</c>; <c>money.too_many_decimals</c>.</exception>
    public static BudgetRow Of(AccountId account, IReadOnlyList<decimal> amounts, Currency currency, int place)
    {
        if (amounts.Count != Budget.Months)
            throw Fault(place, "Give twelve amounts, one for each month of the fiscal year.");

        var minors = amounts.Select(amount => Money.FromAmount(amount, currency).Minor).ToArray();
        return minors.All(minor => minor is >= 0 and <= Most) ? new(account, minors) : throw Fault(place, "Amounts are zero or above, and at most 100,000,000,000,000 minor units.");
    }

    /// <summary>What really moved, changed by a percentage; half a minor unit rounded away from zero. What moved the other way round is nothing.</summary>
    public static BudgetRow Following(AccountId account, IEnumerable<long> moved, decimal percent) =>
        new(account, [.. moved.Select(minor => (long)Math.Min(Most, decimal.Round(Math.Max(0m, minor) * (100 + percent) / 100, MidpointRounding.AwayFromZero)))]);

    private static DomainException Fault(int place, string message) => new(Error.Validation($"rows[{place}].amounts", message));
}
