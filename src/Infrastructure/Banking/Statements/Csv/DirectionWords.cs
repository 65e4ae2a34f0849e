namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>The words by which banks mark money in and money out beside an unsigned amount.</summary>
internal static class DirectionWords
{
    private static readonly HashSet<string> Out = new(
        ["d", "dr", "dbit", "debit", "deb", "-", "s", "soll", "af", "out", "withdrawal", "débit", "debito", "débito", "cargo", "addebito", "outgoing", "payment"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> In = new(
        ["c", "cr", "crdt", "credit", "cred", "+", "h", "haben", "bij", "in", "deposit", "crédit", "credito", "crédito", "abono", "accredito", "incoming"],
        StringComparer.OrdinalIgnoreCase);

    public static bool AreAll(IEnumerable<string> words) => words.All(word => Out.Contains(word) || In.Contains(word));

    /// <summary>Null when the word is neither; with a word of the bank's own for money out, every other one is money in.</summary>
    public static bool? IsOut(string word, string? ownOutWord) => ownOutWord is { Length: > 0 }
        ? string.Equals(word, ownOutWord, StringComparison.OrdinalIgnoreCase)
        : Out.Contains(word) ? true : In.Contains(word) ? false : null;
}
