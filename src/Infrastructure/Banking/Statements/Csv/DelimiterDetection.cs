namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Finds the delimiter as the one that cuts the most lines into the same number of cells.</summary>
internal static class DelimiterDetection
{
    private const int LinesToLookAt = 200;
    private const string ExcelHint = "sep=";
    private const string LineEnds = "\r\n\f\u0085\u2028\u2029";

    // Semicolons and tabs first: a file of theirs is full of decimal commas, while the reverse is rare.
    private const string Delimiters = ";\t|,";

    public static char Detect(StatementText text)
    {
        using var reader = text.Open();
        var beginning = new char[ExcelHint.Length + 1];
        if (reader.ReadBlock(beginning) == beginning.Length && beginning.AsSpan().StartsWith(ExcelHint, StringComparison.OrdinalIgnoreCase))
        {
            return beginning[^1];
        }

        var lines = Count(text);
        return Delimiters.MaxBy(delimiter => Regularity(lines[Delimiters.IndexOf(delimiter)]));
    }

    private static (int Lines, int Cells) Regularity(List<int> counts)
    {
        var best = counts
            .Where(count => count > 0)
            .GroupBy(count => count)
            .MaxBy(group => (group.Count(), group.Key));
        return best is null ? (0, 0) : (best.Count(), best.Key);
    }

    // How often each delimiter stands outside of quotes in each of the first lines that are not blank.
    private static List<int>[] Count(StatementText text)
    {
        List<int>[] lines = [.. Delimiters.Select(_ => new List<int>())];
        var counts = new int[Delimiters.Length];
        var (quoted, isBlank) = (false, true);
        using var reader = text.Open();
        for (var next = reader.Read(); lines[0].Count < LinesToLookAt; next = reader.Read())
        {
            var c = (char)next;
            if (next >= 0 && !LineEnds.Contains(c))
            {
                quoted ^= c == '"';
                isBlank &= char.IsWhiteSpace(c);
                if (!quoted && Delimiters.IndexOf(c) is var delimiter and >= 0)
                {
                    counts[delimiter]++;
                }

                continue;
            }

            for (var delimiter = 0; !isBlank && delimiter < counts.Length; delimiter++)
            {
                lines[delimiter].Add(counts[delimiter]);
            }

            Array.Clear(counts);
            (quoted, isBlank) = (false, true);
            if (next < 0)
            {
                break;
            }
        }

        return lines;
    }
}
