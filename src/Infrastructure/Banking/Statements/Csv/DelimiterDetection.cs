namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Finds the delimiter as the one that cuts the most lines into the same number of cells.</summary>
internal static class DelimiterDetection
{
    private const int LinesToLookAt = 200;
    private const string ExcelHint = "sep=";

    public static char Detect(string text)
    {
        if (text.StartsWith(ExcelHint, StringComparison.OrdinalIgnoreCase) && text.Length > ExcelHint.Length)
        {
            return text[ExcelHint.Length];
        }

        // Semicolons and tabs first: a file of theirs is full of decimal commas, while the reverse is rare.
        var lines = FirstLines(text);
        return ";\t|,".MaxBy(delimiter => Regularity(lines, delimiter));
    }

    private static (int Lines, int Cells) Regularity(List<string> lines, char delimiter)
    {
        var best = lines
            .Select(line => CountOutsideQuotes(line, delimiter))
            .Where(count => count > 0)
            .GroupBy(count => count)
            .MaxBy(group => (group.Count(), group.Key));
        return best is null ? (0, 0) : (best.Count(), best.Key);
    }

    private static int CountOutsideQuotes(string line, char delimiter)
    {
        var (count, quoted) = (0, false);
        foreach (var c in line)
        {
            quoted ^= c == '"';
            count += c == delimiter && !quoted ? 1 : 0;
        }

        return count;
    }

    private static List<string> FirstLines(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
            {
                lines.Add(line.ToString());
            }

            if (lines.Count == LinesToLookAt)
            {
                break;
            }
        }

        return lines;
    }
}
