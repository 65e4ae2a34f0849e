using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Qif;

/// <summary>Cuts a QIF text into sections and records.</summary>
internal sealed class QifParser
{
    private const string TypeHeader = "!Type:";
    private const string AccountHeader = "!Account";
    private const char EndOfRecord = '^';

    private readonly List<QifSection> _sections = [];
    private string? _account;
    private bool _listsAccounts;
    private QifRecord? _record;
    private int _records;

    private QifParser()
    {
    }

    /// <exception cref="DomainException">The last record is cut off, or there are too many.</exception>
    public static List<QifSection> Parse(string text) => new QifParser().ParseAll(text);

    private List<QifSection> ParseAll(string text)
    {
        foreach (var (number, line) in TextLines.Of(text))
        {
            Take(number, line.Trim());
        }

        if (_record is not null && text[^1] is not ('\n' or '\r'))
        {
            throw new DomainException(StatementFileErrors.Truncated);
        }

        EndRecord();
        return _sections;
    }

    private void Take(int number, string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        if (line[0] == '!')
        {
            EndRecord();
            Begin(number, line);
        }
        else if (line[0] == EndOfRecord)
        {
            EndRecord();
        }
        else
        {
            (_record ??= new QifRecord(number)).Add(line);
        }
    }

    private void Begin(int number, string header)
    {
        _listsAccounts = header.StartsWith(AccountHeader, StringComparison.OrdinalIgnoreCase);
        if (header.StartsWith(TypeHeader, StringComparison.OrdinalIgnoreCase))
        {
            _sections.Add(new QifSection(header[TypeHeader.Length..].Trim(), number, _account, []));
        }
    }

    private void EndRecord()
    {
        if (_record is { IsEmpty: false } record)
        {
            if (_listsAccounts)
            {
                _account = LineText.Clean(record['N']) ?? _account;
            }
            else
            {
                Add(record);
            }
        }

        _record = null;
    }

    private void Add(QifRecord record)
    {
        if (++_records > StatementReader.MostLines)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }

        if (_sections.Count > 0)
        {
            _sections[^1].Records.Add(record);
        }
    }
}
