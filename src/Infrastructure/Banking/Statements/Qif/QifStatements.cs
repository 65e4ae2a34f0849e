using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements.Csv;

namespace Financbase.Infrastructure.Banking.Statements.Qif;

/// <summary>Reads the bank and card accounts of a QIF file. Its lists of categories, securities and the like hold no lines.</summary>
internal sealed class QifStatements
{
    private const string OpeningBalance = "Opening Balance";
    private const int BeforeAllStatements = -1;

    private static readonly HashSet<string> Accounts = new(["Bank", "Cash", "CCard", "Oth A", "Oth L"], StringComparer.OrdinalIgnoreCase);

    private readonly StatementText _text;
    private readonly Currency _currency;
    private readonly Rejections _rejections = new();
    private readonly Dictionary<ValueTuple<string?>, int> _places = [];
    private readonly List<AccountIdentification?> _accounts = [];

    private QifStatements(StatementText text, Currency currency) => (_text, _currency) = (text, currency);

    public static FileSurvey Survey(StatementText text, Currency currency, CsvMapping mapping) => new QifStatements(text, currency).Survey(mapping);

    private FileSurvey Survey(CsvMapping mapping)
    {
        var evidence = Gather();
        if (_accounts.Count == 0)
        {
            throw new DomainException(StatementFileErrors.NoStatement);
        }

        if (evidence.Records == 0)
        {
            throw new DomainException(StatementFileErrors.NoLines);
        }

        var reading = QifPlan.For(evidence, _text.Encoding, _currency, mapping);
        return reading.Questions.Count > 0 ? FileSurvey.Open(StatementFormat.Qif, reading) : Survey(reading);
    }

    private FileSurvey Survey(CsvReading reading)
    {
        var totals = _accounts.ConvertAll(_ => new StatementTotals());
        var openings = new Money?[_accounts.Count];
        foreach (var met in Met(reading.Profile, openings))
        {
            met.AddTo(totals[met.Statement], _rejections);
        }

        return new FileSurvey(
            StatementFormat.Qif,
            [.. _accounts.Select((account, place) => new StatementSurvey(
                account, _currency, openings[place], Closing: null, totals[place].First, totals[place].Last, totals[place].Booked))],
            _rejections.ToRejected(), () => Met(reading.Profile, new Money?[_accounts.Count]).Found(), reading);
    }

    private QifEvidence Gather()
    {
        var evidence = new QifEvidence();
        var (invested, securities) = (0, (QifSection?)null);
        foreach (var (section, record) in QifParser.Parse(_text))
        {
            if (record is null)
            {
                Reject(securities, invested);
                (invested, securities) = (0, section.Type.Equals("Invst", StringComparison.OrdinalIgnoreCase) ? section : null);
                Place(section);
            }
            else if (Accounts.Contains(section.Type))
            {
                evidence.Take(record);
            }
            else
            {
                invested++;
            }
        }

        Reject(securities, invested);
        return evidence;
    }

    private void Place(QifSection section)
    {
        if (Accounts.Contains(section.Type) && _places.TryAdd(new(section.Account), _accounts.Count))
        {
            _accounts.Add(section.Account is null ? null : new AccountIdentification(section.Account));
        }
    }

    private void Reject(QifSection? securities, int lines)
    {
        if (securities is not null && lines > 0)
        {
            _rejections.Add(new RejectedLine(securities.Line, $"{lines} lines of an investment account are not read."), BeforeAllStatements);
        }
    }

    // A first line of that name is the opening balance.
    private IEnumerable<MetLine> Met(CsvProfile profile, Money?[] openings)
    {
        var hasLines = new bool[_accounts.Count];
        foreach (var (section, record) in QifParser.Parse(_text))
        {
            if (record is null || !Accounts.Contains(section.Type))
            {
                continue;
            }

            var place = _places[new(section.Account)];
            var reading = Read(record, profile, _currency);
            if (reading.Line is { Counterparty: OpeningBalance } balance && !hasLines[place] && openings[place] is null)
            {
                openings[place] = balance.Amount;
                continue;
            }

            hasLines[place] |= reading.Line is not null;
            yield return new MetLine(place, reading);
        }
    }

    private static LineReading Read(QifRecord record, CsvProfile profile, Currency currency)
    {
        if (record['D'] is not { Length: > 0 } written)
        {
            return LineReading.Refuse(record.Line, "There is no date.");
        }

        if (DateFormats.Parse(QifPlan.Day(record)!, DateFormats.Normalise(profile.DateFormat!)!) is not { } day)
        {
            return LineReading.Refuse(record.Line, $"“{CsvLineReader.Short(written)}” is not a date.");
        }

        if (QifPlan.Amount(record) is not { Length: > 0 } number)
        {
            return LineReading.Refuse(record.Line, "There is no amount.");
        }

        if (!AmountText.TryParse(number, profile.DecimalSeparator![0], out var amount, out var unit) || (unit ?? currency) != currency)
        {
            return LineReading.Refuse(record.Line, $"“{CsvLineReader.Short(number)}” is not an amount in {currency}.");
        }

        var payee = LineText.Clean(record['P']);
        return ExactMoney.Of(profile.InvertSign ? -amount : amount, currency, out var why) is { } money
            ? LineReading.Of(new StatementLine(
                record.Line, day, money, LineText.Clean(record['M']) ?? payee ?? "", payee, LineText.Clean(record['N'])))
            : LineReading.Refuse(record.Line, why);
    }
}
