using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What readers of plain journals have in common: they go line by line, tell what is wrong by line and go on, and close each transaction so that it comes to zero.</summary>
internal abstract class PlainReader(Currency @base)
{
    private const int LongestLine = 10_000;

    private readonly Dictionary<string, PlainAccount> _accounts = [];
    private readonly List<PlainEntry> _entries = [];
    private readonly List<PlainFault> _faults = [];

    // Where what is wrong began, if that is not the line that showed it.
    private int? _faultLine;

    protected Currency Base { get; } = @base;

    /// <summary>The transaction whose postings are being read.</summary>
    protected PlainDraft? Draft { get; private set; }

    public PlainJournal ReadAll(string text)
    {
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            if (_faults.Count >= PlainJournalReader.MostFaults)
                break;
            var line = text[range].TrimEnd().TrimStart('\uFEFF');
            number++;
            Guarded(number, () => Take(number, Legible(line)));
        }

        Guarded(number + 1, Close);
        Finish();
        return new PlainJournal([.. _accounts.Values], _entries, _faults);
    }

    /// <exception cref="DomainException"><c>validation_error</c>: why this line is refused.</exception>
    protected abstract void Take(int number, string line);

    /// <summary>After the last line.</summary>
    protected virtual void Finish()
    {
    }

    protected abstract AccountType? TypeOf(string account);

    protected void Begin(int number, DateOnly day, string memo)
    {
        if (memo.Length > JournalEntry.LongestMemo)
            throw Fault($"A description has at most {JournalEntry.LongestMemo} characters.");
        if (_entries.Count >= PlainJournalReader.MostEntries)
            throw Fault($"At most {PlainJournalReader.MostEntries} transactions are taken at once. Divide the journal.");
        Draft = new PlainDraft(number, day, memo);
    }

    /// <summary>Ends the transaction, if one is being read.</summary>
    protected void Close()
    {
        if (Draft is not { } draft)
            return;

        Draft = null;
        _faultLine = draft.Line;
        if (draft.ToEntry(Base) is { } entry)
            _entries.Add(entry);
        _faultLine = null;
    }

    protected void Refuse(int line, string reason) => _faults.Add(new(line, reason));

    protected void Meet(string account, int line)
    {
        if (account.Length == 0)
            throw Fault("The account is missing.");
        _accounts.TryAdd(account, new PlainAccount(account, TypeOf(account), false, line));
    }

    /// <summary>What is known of an account that was met.</summary>
    protected void Describe(string account, Func<PlainAccount, PlainAccount> change) => _accounts[account] = change(_accounts[account]);

    protected static DateOnly Day(string text)
    {
        var parts = text.Split('-', '/', '.');
        return parts.Length == 3 && parts[0].Length == 4 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
            && DateOnly.TryParseExact(
                $"{parts[0]}-{parts[1].PadLeft(2, '0')}-{parts[2].PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and <= 2199
                ? day
                : throw Fault($"“{text}” is no day between 1900 and 2199. Write it like 2026-06-30.");
    }

    /// <summary>What a comment says of a posting, if it is not too long for that.</summary>
    protected static string? Remark(string? comment) => comment?.Trim() is { Length: > 0 and <= Posting.LongestMemo } said ? said : null;

    protected static DomainException Fault(string reason) => PlainAmount.Fault(reason);

    private void Guarded(int number, Action read)
    {
        try
        {
            read();
        }
        catch (DomainException refused)
        {
            Note(refused.Error.Fields is { Count: > 0 } fields ? fields.First().Value[0] : refused.Error.Message);
        }
        catch (OverflowException)
        {
            Note("The amounts are too large.");
        }

        void Note(string reason)
        {
            Refuse(_faultLine ?? number, reason);
            _faultLine = null;
        }
    }

    private static string Legible(string line)
    {
        if (line.Length > LongestLine)
            throw Fault($"A line has at most {LongestLine} characters.");
        foreach (var letter in line)
        {
            if (char.IsControl(letter) && letter != '\t')
                throw Fault($"There is a character that cannot be seen (U+{(int)letter:X4}). Save the journal as plain text in UTF-8.");
        }

        return line;
    }
}
