using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>Reads a journal that another program keeps as plain text.</summary>
public static class PlainJournalReader
{
    public const int MostFaults = 50;
    public const int MostEntries = 20_000;

    /// <param name="text">All of it.</param>
    /// <param name="base">What the books are kept in.</param>
    /// <param name="format">Where null, the content tells; what can be read as either comes back with a fault.</param>
    public static PlainJournal Read(string text, Currency @base, PlainFormat? format = null) => format switch
    {
        PlainFormat.Hledger => new HledgerReader(@base).ReadAll(text),
        PlainFormat.Beancount => new BeancountReader(@base).ReadAll(text),
        null => ReadAny(text, @base),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    // A line that beancount alone knows decides. Its reader refuses every line that is not beancount’s, so what is mixed comes back with faults. Where
    // there is none, both try what either could mean: hledger would take the lines of beancount’s metadata for accounts without an amount.
    private static PlainJournal ReadAny(string text, Currency @base)
    {
        var (number, either) = (0, 0);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan()[range].TrimStart('\uFEFF');
            if (line.IsEmpty || !char.IsAsciiLetterOrDigit(line[0]))
                continue;

            var said = line[..Math.Min(line.Length, 1_000)].ToString();
            if (BeancountReader.IsOwn(said))
                return Read(text, @base, PlainFormat.Beancount);
            if (either == 0 && BeancountReader.MayBeOwn(said))
                either = number;
        }

        var hledger = Read(text, @base, PlainFormat.Hledger);
        if (either == 0 || Read(text, @base, PlainFormat.Beancount) is not { Faults.Count: 0 } beancount)
            return hledger;
        return hledger.Faults.Count > 0
            ? beancount
            : new PlainJournal([], [], [new(either, "This can be read as a journal of hledger and as one of beancount. Say which it is.")]);
    }
}
