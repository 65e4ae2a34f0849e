using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>
/// The lines of a file that are for the account. Of each only its key and the verdict on it are kept, statement by
/// statement; the lines themselves are read from the file whenever they are wanted.
/// </summary>
internal sealed class TakenLines
{
    private readonly FileSurvey _file;
    private readonly OwnNumbers _own;
    private readonly int[] _starts;
    private readonly LineKey[] _keys;
    private Verdict[] _verdicts = [];

    private TakenLines(FileSurvey file, OwnNumbers own, int[] starts, int count) =>
        (_file, _own, _starts, _keys) = (file, own, starts, new LineKey[count]);

    /// <summary>Of a file that cannot be read yet.</summary>
    public static TakenLines None(FileSurvey file, OwnNumbers own) => new(file, own, [], 0);

    /// <summary>Reads the keys of the lines of the statements that are taken.</summary>
    public static TakenLines Of(FileSurvey file, OwnNumbers own, Func<int, bool> isTaken)
    {
        var count = 0;
        var starts = new int[file.Statements.Count];
        for (var statement = 0; statement < starts.Length; statement++)
        {
            starts[statement] = isTaken(statement) ? count : -1;
            count += isTaken(statement) ? file.Statements[statement].Lines : 0;
        }

        var lines = new TakenLines(file, own, starts, count);
        foreach (var (index, line) in lines.Found(_ => true))
        {
            // By what the bank wrote, and by its id without the account's own number.
            lines._keys[index] = LineKey.Of(line);
        }

        return lines;
    }

    public HashSet<DateOnly> Days => [.. _keys.Select(key => key.Date)];

    public int NewLines => _verdicts.Count(verdict => !verdict.IsDuplicate);

    /// <summary>The lines that the account had already, by what is known of them.</summary>
    public IEnumerable<(LineFingerprint Fingerprint, int Occurrence)> Repeats => _verdicts
        .Select((verdict, index) => (verdict, index))
        .Where(line => line.verdict.IsDuplicate)
        .Select(line => (_keys[line.index].Fingerprint, line.verdict.Occurrence));

    public void Judge(IEnumerable<KnownLine> known) => _verdicts = StatementDeduplication.Judge(_keys, known);

    public bool IsTaken(int statement) => _starts[statement] >= 0;

    /// <summary>What is known of a statement's lines. Of one that is not taken there are none.</summary>
    public StatementLines Of(int statement)
    {
        if (!IsTaken(statement))
        {
            return default;
        }

        var (start, count) = (_starts[statement], _file.Statements[statement].Lines);
        return new StatementLines(_keys.AsMemory(start, count), _verdicts.AsMemory(start, count));
    }

    public bool AnyNew(Func<DateOnly, bool> on) => _keys.Where((key, index) => !_verdicts[index].IsDuplicate && on(key.Date)).Any();

    /// <summary>New lines of certain days, as they are to be booked, with the index by which they may be refuted.</summary>
    public IEnumerable<(int Index, JudgedLine Line)> ReadNew(Func<DateOnly, bool> on) =>
        Found(index => !_verdicts[index].IsDuplicate && on(_keys[index].Date)).Select(found => (found.Index, Judged(found.Index, found.Line)));

    /// <summary>Somebody else wrote this line meanwhile: it has become a duplicate.</summary>
    public void Refute(int index) => _verdicts[index] = _verdicts[index] with { IsDuplicate = true };

    /// <summary>The first lines, statement by statement, and behind them what the bank only announces in these statements.</summary>
    public IReadOnlyList<PreviewLine> First(int most)
    {
        var announced = new int[_starts.Length];
        var count = _keys.Length;
        for (var statement = 0; statement < announced.Length; statement++)
        {
            announced[statement] = count;
            count += IsTaken(statement) ? _file.Statements[statement].NotBooked : 0;
        }

        var shown = new PreviewLine[Math.Min(most, count)];
        var missing = shown.Length;
        var booked = (int[])_starts.Clone();
        foreach (var found in _file.Lines().TakeWhile(_ => missing > 0).Where(found => IsTaken(found.Statement)))
        {
            var index = found.IsBooked ? booked[found.Statement]++ : announced[found.Statement]++;
            if (index < shown.Length)
            {
                shown[index] = found.IsBooked ? PreviewLine.Of(Judged(index, WithoutNumber(found.Line))) : PreviewLine.OfNotBooked(found.Line);
                missing--;
            }
        }

        return shown;
    }

    private IEnumerable<(int Index, StatementLine Line)> Found(Func<int, bool> wanted)
    {
        var next = (int[])_starts.Clone();
        foreach (var found in _file.Lines())
        {
            if (found.IsBooked && IsTaken(found.Statement) && next[found.Statement]++ is var index && wanted(index))
            {
                yield return (index, WithoutNumber(found.Line));
            }
        }
    }

    private StatementLine WithoutNumber(StatementLine line) => line.BankId is null ? line : line with { BankId = _own.Hide(line.BankId) };

    // Booked without the account's own number, and without an id that is none.
    private JudgedLine Judged(int index, StatementLine line)
    {
        var (occurrence, isDuplicate, isNamed) = _verdicts[index];
        return new JudgedLine(
            _own.Hide(isNamed || line.BankId is null ? line : line with { BankId = null }), _keys[index].Fingerprint, occurrence, isDuplicate);
    }
}

/// <summary>What is known of the lines of one statement once they are judged.</summary>
internal readonly record struct StatementLines(ReadOnlyMemory<LineKey> Keys, ReadOnlyMemory<Verdict> Verdicts)
{
    public int Duplicates
    {
        get
        {
            var count = 0;
            foreach (var verdict in Verdicts.Span)
            {
                count += verdict.IsDuplicate ? 1 : 0;
            }

            return count;
        }
    }

    public int New => Verdicts.Length - Duplicates;

    /// <summary>Of all lines, in minor units; more than money can hold is no error here.</summary>
    public decimal Sum() => Sum((_, _) => true);

    /// <summary>Of the lines after a day, and of the new ones on it.</summary>
    public decimal SumSince(DateOnly day) => Sum((key, verdict) => key.Date > day || (key.Date == day && !verdict.IsDuplicate));

    private decimal Sum(Func<LineKey, Verdict, bool> counts)
    {
        var sum = 0m;
        for (var i = 0; i < Keys.Length; i++)
        {
            sum += counts(Keys.Span[i], Verdicts.Span[i]) ? Keys.Span[i].Minor : 0;
        }

        return sum;
    }
}
