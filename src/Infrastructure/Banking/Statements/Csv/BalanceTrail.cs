using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>
/// The balance after each line, from which opening and closing balance follow; but only when it tells which end is the
/// newer one, and when every step of it agrees with its line.
/// </summary>
internal sealed class BalanceTrail(Currency currency)
{
    private readonly List<Money> _amounts = [];
    private readonly List<Money?> _balances = [];

    public void Add(Money amount, string balance, char decimalSeparator)
    {
        _amounts.Add(amount);
        _balances.Add(AmountText.TryParse(balance, decimalSeparator, out var value, out _) ? ExactMoney.Of(value, currency, out _) : null);
    }

    public (Money? Opening, Money? Closing) Ends()
    {
        if (_balances.Contains(null))
        {
            return (null, null);
        }

        var minor = _balances.Select(balance => balance!.Value.Minor).ToArray();
        var amounts = _amounts.Select(amount => amount.Minor).ToArray();
        var steps = Enumerable.Range(1, minor.Length - 1).ToArray();
        if (steps.All(i => minor[i - 1] + amounts[i] == minor[i]))
        {
            return (Of(minor[0] - amounts[0]), Of(minor[^1]));
        }

        return steps.All(i => minor[i] + amounts[i - 1] == minor[i - 1])
            ? (Of(minor[^1] - amounts[^1]), Of(minor[0]))
            : (null, null);
    }

    private Money Of(long value) => new(value, currency);
}
