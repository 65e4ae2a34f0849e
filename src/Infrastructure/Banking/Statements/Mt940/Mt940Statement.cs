using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>What a message says of itself: what there is to know before its lines can be read.</summary>
internal sealed class Mt940Statement
{
    private readonly AccountIdentification? _account;
    private readonly Mt940Balance? _opening;
    private readonly Mt940Balance? _closing;
    private readonly int _closingLine;

    private Mt940Statement(SwiftMessage message, Currency fallback, Action<RejectedLine> reject)
    {
        _account = Mt940Account.Read(message.Account);
        _opening = Mt940Balance.Read(message.Opening, reject);
        _closing = Mt940Balance.Read(message.Closing, reject);
        _closingLine = message.Closing?.Line ?? 0;
        Currency = _opening?.Currency ?? _closing?.Currency ?? message.AnnouncedCurrency ?? fallback;
        IsAnnounced = message.IsAnnounced;
    }

    public Currency Currency { get; }

    public bool IsAnnounced { get; }

    public RepeatedReferences References { get; } = new();

    public static Mt940Statement Of(SwiftMessage message, Currency fallback, Action<RejectedLine> reject) => new(message, fallback, reject);

    /// <summary>All lines have been looked at.</summary>
    public StatementSurvey ToSurvey(StatementTotals totals, Action<RejectedLine> reject) => new(
        _account, Currency, _opening?.Amount, Closing(reject), totals.First ?? _opening?.Day, _closing?.Day ?? totals.Last,
        totals.Booked, totals.Announced);

    private Money? Closing(Action<RejectedLine> reject)
    {
        if (_closing is null || _closing.Currency == Currency)
        {
            return _closing?.Amount;
        }

        reject(new RejectedLine(_closingLine, $"The closing balance is in {_closing.Currency}, the statement in {Currency}."));
        return null;
    }
}
