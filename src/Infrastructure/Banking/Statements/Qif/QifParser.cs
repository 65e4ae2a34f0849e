using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Qif;

/// <summary>Cuts a QIF text into sections and records, one after the other.</summary>
internal sealed class QifParser
{
    private const string TypeHeader = "!Type:";
    private const string AccountHeader = "!Account";
    private const char EndOfRecord = '^';

    private QifSection? _section;
    private string? _account;
    private bool _listsAccounts;
    private QifRecord? _record;
    private int _records;

    private QifParser()
    {
    }

    /// <exception cref="DomainException">The last record is cut off, or there are too many.</exception>
    public static IEnumerable<QifMeeting> Parse(StatementText text) => new QifParser().ParseAll(text);

    private IEnumerable<QifMeeting> ParseAll(StatementText text)
    {
        foreach (var (number, line) in TextLines.Of(text).Select(line => (line.Number, line.Text.Trim())).Where(line => line.Item2.Length > 0))
        {
            if (line[0] is not ('!' or EndOfRecord))
            {
                (_record ??= new QifRecord(number)).Add(line);
                continue;
            }

            if (EndRecord() is { } ended)
            {
                yield return ended;
            }

            if (line[0] == '!' && Begin(number, line))
            {
                yield return new QifMeeting(_section!, null);
            }
        }

        if (_record is not null && !text.EndsWithLineEnd)
        {
            throw new DomainException(StatementFileErrors.Truncated);
        }

        if (EndRecord() is { } last)
        {
            yield return last;
        }
    }

    private bool Begin(int number, string header)
    {
        _listsAccounts = header.StartsWith(AccountHeader, StringComparison.OrdinalIgnoreCase);
        if (!header.StartsWith(TypeHeader, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _section = new QifSection(header[TypeHeader.Length..].Trim(), number, _account);
        return true;
    }

    private QifMeeting? EndRecord()
    {
        var record = _record;
        _record = null;
        if (record is not { IsEmpty: false })
        {
            return null;
        }

        if (_listsAccounts)
        {
            _account = LineText.Clean(record['N']) ?? _account;
            return null;
        }

        return ++_records > StatementReader.MostLines
            ? throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines))
            : _section is null ? null : new QifMeeting(_section, record);
    }
}
