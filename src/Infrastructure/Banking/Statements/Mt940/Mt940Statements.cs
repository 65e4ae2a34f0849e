using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>
/// Reads the statements (MT940) and interim reports (MT942) of a file. Currency and kind of a message may show only at its
/// end, so that its lines are read in a second look.
/// </summary>
internal sealed class Mt940Statements
{
    private readonly StatementText _text;
    private readonly Rejections _rejections = new();
    private readonly List<Mt940Statement> _statements = [];

    // By the number of the message; what holds no statement is none.
    private readonly List<int?> _places = [];

    private Mt940Statements(StatementText text) => _text = text;

    public static FileSurvey Survey(StatementText text, Currency currency) => new Mt940Statements(text).Survey(currency);

    private FileSurvey Survey(Currency fallback)
    {
        ReadHeads(fallback);
        var totals = _statements.ConvertAll(_ => new StatementTotals());
        var current = 0;
        foreach (var met in Met())
        {
            if (met.Statement != current)
            {
                _statements[current].References.Close();
                current = met.Statement;
            }

            if (met.AddTo(totals[current], _rejections) is { } line && met.IsBooked)
            {
                _statements[current].References.Note(line);
            }
        }

        _statements[current].References.Close();
        return new FileSurvey(
            StatementFormat.Mt940, [.. _statements.Select((statement, place) => statement.ToSurvey(totals[place], Reject(place)))],
            _rejections.ToRejected(), Lines);
    }

    private void ReadHeads(Currency fallback)
    {
        var ended = new HashSet<int>();
        SwiftMessage? message = null, last = null;
        foreach (var field in SwiftScanner.Scan(_text, number => ended.Add(number)))
        {
            if (field.Message == _places.Count)
            {
                last = Keep(message, fallback) ?? last;
                _places.Add(null);
                message = new SwiftMessage();
            }

            message!.Take(field);
            message.IsEnded = ended.Contains(field.Message);
        }

        last = Keep(message, fallback) ?? last ?? throw new DomainException(StatementFileErrors.NoStatement);
        if (last is { Opening: not null, Closing: null, IsEnded: false })
        {
            throw new DomainException(StatementFileErrors.Truncated);
        }
    }

    // Of what the message says only its balances and whose it is.
    private SwiftMessage? Keep(SwiftMessage? message, Currency fallback)
    {
        if (message is not { HasStatement: true })
        {
            return null;
        }

        _places[^1] = _statements.Count;
        _statements.Add(Mt940Statement.Of(message, fallback, Reject(_statements.Count)));
        return message;
    }

    private Action<RejectedLine> Reject(int statement) => line => _rejections.Add(line, statement);

    private IEnumerable<FoundLine> Lines() => Met().Found()
        .Select(found => found.IsBooked ? found with { Line = _statements[found.Statement].References.WithoutRepeated(found.Line) } : found);

    private IEnumerable<MetLine> Met()
    {
        SwiftField? transaction = null;
        var information = new List<string>();
        foreach (var field in SwiftScanner.Scan(_text))
        {
            if (field.Tag == "86" && transaction?.Message == field.Message)
            {
                information.AddRange(field.Lines);
                continue;
            }

            if (transaction is not null)
            {
                yield return Met(transaction, information);
            }

            transaction = field.Tag == "61" ? field : null;
            information.Clear();
        }

        if (transaction is not null)
        {
            yield return Met(transaction, information);
        }
    }

    private MetLine Met(SwiftField field, List<string> information)
    {
        var place = _places[field.Message]!.Value;
        var transaction = Mt940Transaction.Read(field, information, _statements[place].Currency);
        return new MetLine(place, transaction.Reading, !_statements[place].IsAnnounced && !transaction.IsExpected);
    }
}
