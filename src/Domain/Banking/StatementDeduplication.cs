namespace Financbase.Domain.Banking;

/// <summary>A line that the account already has.</summary>
/// <param name="Fingerprint">What the bank wrote.</param>
/// <param name="Occurrence">Which of the account's equal lines it is; unique with the fingerprint.</param>
/// <param name="Date">The day.</param>
/// <param name="Minor">The amount in minor units.</param>
/// <param name="Id">As in <see cref="LineKey"/>.</param>
public readonly record struct KnownLine(LineFingerprint Fingerprint, int Occurrence, DateOnly Date, long Minor, Guid Id)
{
    public bool HasId => Id != Guid.Empty;
}

/// <summary>
/// The verdict on a line of a file. The occurrence of a new line is a free number among its equals; that of a duplicate
/// is the number of the line which it repeats. Named is a line whose bank id counts: the file does not repeat it.
/// </summary>
public readonly record struct Verdict(int Occurrence, bool IsDuplicate, bool IsNamed);

/// <summary>A line of a file with the verdict on it.</summary>
public sealed record JudgedLine(StatementLine Line, LineFingerprint Fingerprint, int Occurrence, bool IsDuplicate);

/// <summary>
/// Tells new lines from those that the account already has, as multisets: importing a file again adds nothing, and two
/// genuine twins in one file both stay. A line is known by the bank's own id; without one, by being the n-th of its
/// fingerprint while the account has at least n. What a bank writes on several lines of one file is no id.
/// </summary>
public static class StatementDeduplication
{
    /// <param name="lines">In the order of the file, statement by statement.</param>
    /// <param name="known">At least every line of the account that shares a fingerprint or a bank's id with them.</param>
    /// <returns>One verdict per line, in the same order.</returns>
    public static Verdict[] Judge(IReadOnlyList<LineKey> lines, IEnumerable<KnownLine> known)
    {
        var repeated = RepeatedIds(lines);
        var account = new LinesOfAccount(known);
        var verdicts = new Verdict[lines.Count];

        // The bank's ids first, so that a line without one cannot take the place of a line that is named.
        for (var i = 0; i < verdicts.Length; i++)
        {
            var isNamed = lines[i].HasId && !repeated.Contains(lines[i].Id);
            var same = isNamed ? account.FindById(lines[i]) : null;
            verdicts[i] = new Verdict(same ?? 0, IsDuplicate: same is not null, isNamed);
        }

        for (var i = 0; i < verdicts.Length; i++)
        {
            if (!verdicts[i].IsDuplicate)
            {
                var same = account.FindAlike(lines[i].Fingerprint, verdicts[i].IsNamed);
                verdicts[i] = verdicts[i] with
                {
                    Occurrence = same ?? account.Add(lines[i].Fingerprint),
                    IsDuplicate = same is not null,
                };
            }
        }

        return verdicts;
    }

    private static HashSet<Guid> RepeatedIds(IReadOnlyList<LineKey> lines)
    {
        var (seen, repeated) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var line in lines)
        {
            if (line.HasId && !seen.Add(line.Id))
            {
                repeated.Add(line.Id);
            }
        }

        return repeated;
    }
}
