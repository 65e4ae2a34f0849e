using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>Reads the statements (MT940) and interim reports (MT942) of a file.</summary>
internal static class Mt940Statements
{
    public static ParsedFile Read(string text, Currency currency)
    {
        var messages = SwiftScanner.Scan(text).Where(message => message.HasStatement).ToList();
        if (messages.Count == 0)
        {
            throw new DomainException(StatementFileErrors.NoStatement);
        }

        if (messages[^1] is { Opening: not null, Closing: null, IsEnded: false })
        {
            throw new DomainException(StatementFileErrors.Truncated);
        }

        var rejected = new List<RejectedLine>();
        return new ParsedFile(StatementFormat.Mt940, [.. messages.Select(message => Read(message, currency, rejected))], rejected);
    }

    private static ParsedStatement Read(SwiftMessage message, Currency fallback, List<RejectedLine> rejected)
    {
        var opening = Mt940Balance.Read(message.Opening, rejected);
        var closing = Mt940Balance.Read(message.Closing, rejected);
        var currency = opening?.Currency ?? closing?.Currency ?? AnnouncedIn(message) ?? fallback;
        var (booked, announced) = Lines(message, currency, rejected);
        return new ParsedStatement(
            Mt940Account.Read(message.Find("25") ?? message.Find("25P")), currency, opening?.Amount,
            closing is null || closing.Currency == currency ? closing?.Amount : Foreign(message.Closing!, closing.Currency, currency, rejected),
            booked.Count > 0 ? booked.Min(line => line.Date) : opening?.Day,
            closing?.Day ?? (booked.Count > 0 ? booked.Max(line => line.Date) : null),
            BankIds.KeepTelling(booked))
        {
            NotBooked = announced,
        };
    }

    private static (List<StatementLine> Booked, List<StatementLine> Announced) Lines(
        SwiftMessage message, Currency currency, List<RejectedLine> rejected)
    {
        var (booked, announced) = (new List<StatementLine>(), new List<StatementLine>());
        for (var i = 0; i < message.Fields.Count; i++)
        {
            if (message.Fields[i].Tag != "61")
            {
                continue;
            }

            var information = message.Fields.Skip(i + 1).TakeWhile(field => field.Tag == "86").SelectMany(field => field.Lines);
            var transaction = Mt940Transaction.Read(message.Fields[i], information, currency);
            transaction.Reading.AddTo(message.IsAnnounced || transaction.IsExpected ? announced : booked, rejected);
        }

        return (booked, announced);
    }

    // The floor limit and the sums of an interim report name the currency.
    private static Currency? AnnouncedIn(SwiftMessage message) => message.Fields
        .Where(part => part.Tag is "34F" or "90D" or "90C")
        .Select(part => part.Lines[0].TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'))
        .Select(text => text.Length >= 3 && Currency.TryParse(text[..3], out var currency) ? currency : (Currency?)null)
        .FirstOrDefault(currency => currency is not null);

    private static Money? Foreign(SwiftField field, Currency written, Currency currency, List<RejectedLine> rejected)
    {
        rejected.Add(new RejectedLine(field.Line, $"The closing balance is in {written}, the statement in {currency}."));
        return null;
    }
}
