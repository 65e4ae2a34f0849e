namespace Financbase.Domain.Banking;

/// <summary>A line that the account already has.</summary>
public sealed record KnownLine(LineFingerprint Fingerprint, int Occurrence, DateOnly Date, long Minor, string? BankId);

/// <summary>
/// A line of a file with the verdict on it. The occurrence of a new line is a free number among its equals; that of a
/// duplicate is the number of the line which it repeats.
/// </summary>
public sealed record JudgedLine(StatementLine Line, LineFingerprint Fingerprint, int Occurrence, bool IsDuplicate);

/// <summary>
/// Tells new lines from those that the account already has, as multisets: importing a file again adds nothing, and two
/// genuine twins in one file both stay. A line is known by the bank's own id; without one, by being the n-th of its
/// fingerprint while the account has at least n. What a bank writes on several lines of one file is no id.
/// </summary>
public static class StatementDeduplication
{
    /// <param name="lines">In the order of the file.</param>
    /// <param name="known">At least every line of the account that shares a fingerprint or a bank's id with them.</param>
    /// <returns>One verdict per line, in the same order.</returns>
    public static IReadOnlyList<JudgedLine> Judge(IReadOnlyList<StatementLine> lines, IEnumerable<KnownLine> known)
    {
        lines = WithoutRepeatedIds(lines);
        var account = new LinesOfAccount(known);
        var verdicts = new JudgedLine[lines.Count];
        var undecided = new List<int>();

        // The bank's ids first, so that a line without one cannot take the place of a line that is named.
        for (var i = 0; i < lines.Count; i++)
        {
            var fingerprint = LineFingerprint.Of(lines[i]);
            var same = account.FindById(lines[i]);
            verdicts[i] = new JudgedLine(lines[i], fingerprint, same?.Occurrence ?? 0, IsDuplicate: same is not null);
            if (same is null)
            {
                undecided.Add(i);
            }
        }

        foreach (var i in undecided)
        {
            var (line, fingerprint, _, _) = verdicts[i];
            var same = account.FindById(line) ?? account.FindAlike(line, fingerprint);
            verdicts[i] = verdicts[i] with
            {
                Occurrence = same?.Occurrence ?? account.Add(line, fingerprint),
                IsDuplicate = same is not null,
            };
        }

        return verdicts;
    }

    private static IReadOnlyList<StatementLine> WithoutRepeatedIds(IReadOnlyList<StatementLine> lines)
    {
        var repeated = lines.Select(line => line.BankId).OfType<string>().CountBy(id => id)
            .Where(id => id.Value > 1).Select(id => id.Key).ToHashSet(StringComparer.Ordinal);
        return repeated.Count == 0
            ? lines
            : [.. lines.Select(line => line.BankId is { } id && repeated.Contains(id) ? line with { BankId = null } : line)];
    }
}
