using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Financbase.Domain.Ledger;

/// <summary>How what comes from other books is named in these: entries of one journal belong together, and no journal comes in twice.</summary>
public static class MovingIn
{
    public const string JournalPrefix = "journal:";
    public const string BalancesPrefix = "balances:";

    /// <summary>All opening balances of an organization belong to it; of each, the latest that is not taken back counts.</summary>
    public static Guid Balances { get; } = Guid.Parse("00000000-0000-7000-8000-00000000ba1a");

    /// <summary>The same text has the same one, however its lines end; each time that it was taken back another one.</summary>
    public static Guid JournalOf(string text, int round)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{round}\n{lines}")));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    public static SourceDocument Entry(Guid journal, int line) => new(JournalEntrySource.Opening, journal, string.Create(CultureInfo.InvariantCulture, $"{JournalPrefix}{line}"));

    public static SourceDocument Balance(int round) => new(JournalEntrySource.Opening, Balances, string.Create(CultureInfo.InvariantCulture, $"{BalancesPrefix}{round}"));
}
