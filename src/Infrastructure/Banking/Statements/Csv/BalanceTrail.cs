using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>
/// The balance after each line, from which opening and closing balance follow; but only when it tells which end is the
/// newer one, and when every step of it agrees with its line.
/// </summary>
internal sealed class BalanceTrail(Currency currency)
{
    private bool _isWhole = true;
    private bool _goesForward = true;
    private bool _goesBackward = true;
    private bool _hasFirst;
    private (long Amount, long Balance) _first;
    private (long Amount, long Balance) _last;

    public void Add(Money amount, string balance, char decimalSeparator)
    {
        if (!_isWhole)
        {
            return;
        }

        if ((AmountText.TryParse(balance, decimalSeparator, out var value, out _) ? ExactMoney.Of(value, currency, out _) : null) is not { } after)
        {
            _isWhole = false;
            return;
        }

        var line = (Amount: amount.Minor, Balance: after.Minor);
        if (_hasFirst)
        {
            _goesForward &= _last.Balance + line.Amount == line.Balance;
            _goesBackward &= line.Balance + _last.Amount == _last.Balance;
        }
        else
        {
            (_hasFirst, _first) = (true, line);
        }

        _last = line;
    }

    public (Money? Opening, Money? Closing) Ends() => (_isWhole && _hasFirst) switch
    {
        true when _goesForward => (Of(_first.Balance - _first.Amount), Of(_last.Balance)),
        true when _goesBackward => (Of(_last.Balance - _last.Amount), Of(_first.Balance)),
        _ => (null, null),
    };

    private Money Of(long value) => new(value, currency);
}
