using System.Text;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What a line of beancount consists of.</summary>
internal static class BeancountText
{
    /// <summary>Two parts or more, divided by colons: letters, digits and hyphens, a capital or a digit first; a letter without case counts as a capital, and the first part begins with no digit.</summary>
    public static bool IsAccount(string text) => text.Split(':') is { Length: > 1 } parts && !char.IsDigit(text[0]) && parts.All(part => part.Length > 0
        && (char.IsDigit(part[0]) || (char.IsLetter(part[0]) && !char.IsLower(part[0]))) && part.All(letter => char.IsLetterOrDigit(letter) || letter == '-' || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark));

    public static bool IsCommodity(string text) =>
        text.Length is > 0 and <= 24 && char.IsAsciiLetterUpper(text[0]) && text.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is '\'' or '.' or '_' or '-');

    /// <summary>What stands behind a semicolon is for people, unless that is within quotes.</summary>
    /// <exception cref="DomainException">A text does not end on the line.</exception>
    public static (string Text, string? Comment) Parted(string line)
    {
        var isQuoted = false;
        for (var place = 0; place < line.Length; place++)
        {
            if (isQuoted && line[place] == '\\')
                place++;
            else if (line[place] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && line[place] == ';')
                return (line[..place].TrimEnd(), line[(place + 1)..]);
        }

        return isQuoted ? throw PlainAmount.Fault("A text in quotes ends on the line on which it begins.") : (line, null);
    }

    /// <summary>The texts in quotes with which it begins, and what is left.</summary>
    public static (IReadOnlyList<string> Texts, string Left) Strings(string text)
    {
        var (texts, place) = (new List<string>(), 0);
        while (true)
        {
            while (place < text.Length && char.IsWhiteSpace(text[place]))
                place++;
            if (place == text.Length || text[place] != '"')
                return (texts, text[place..]);

            var said = new StringBuilder();
            for (place++; place < text.Length && text[place] != '"'; place++)
            {
                if (text[place] == '\\' && place + 1 < text.Length)
                    said.Append(text[++place] is 'n' or 't' or 'r' ? ' ' : text[place]);
                else
                    said.Append(text[place]);
            }

            texts.Add(said.ToString().Trim());
            place++;
        }
    }

    /// <summary>A word with a small letter first, a colon, and a value, without its quotes; null for anything else.</summary>
    public static (string Key, string Value)? Metadata(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && char.IsAsciiLetterLower(text[0]) && text[..colon].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            && (colon + 1 == text.Length || text[colon + 1] is ' ' or '\t' or '"')
            ? (text[..colon], Strings(text[(colon + 1)..]) is { Texts: [var said, ..] } ? said : text[(colon + 1)..].Trim())
            : null;
    }

    /// <summary>Units, what is in braces (with a brace more where it is the whole’s), and what is behind the sign of the price (likewise).</summary>
    public static (string Units, string? Cost, string? Price) Amounts(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (open < 0 || (at >= 0 && at < open))
            return at < 0 ? (text, null, null) : (text[..at].Trim(), null, text[(at + 1)..].Trim());

        var (braces, close) = text[open..].StartsWith("{{", StringComparison.Ordinal) ? (2, "}}") : (1, "}");
        var end = text.IndexOf(close, open, StringComparison.Ordinal);
        var rest = end < 0 ? "" : text[(end + braces)..].Trim();
        return end < 0 || (rest.Length > 0 && rest[0] != '@')
            ? throw PlainAmount.Fault("A cost begins and ends with one brace or with two.")
            : (text[..open].Trim(), $"{(braces == 2 ? "{" : "")}{text[(open + braces)..end].Trim()}", rest.Length > 0 ? rest[1..].Trim() : null);
    }

    /// <summary>A comma between digits divides thousands, any other one the parts.</summary>
    public static IReadOnlyList<string> CostParts(string text)
    {
        var (parts, from) = (new List<string>(), 0);
        for (var place = 0; place <= text.Length; place++)
        {
            if (place < text.Length && (text[place] != ',' || (place > 0 && place + 1 < text.Length && char.IsAsciiDigit(text[place - 1]) && char.IsAsciiDigit(text[place + 1]))))
                continue;
            if (text[from..place].Trim() is { Length: > 0 } part)
                parts.Add(part);
            from = place + 1;
        }

        return parts;
    }

    /// <summary>A number and what it is of; either may be left out.</summary>
    /// <exception cref="DomainException">It is neither.</exception>
    public static (decimal? Number, string? Commodity) Units(string text)
    {
        var letter = text.AsSpan().IndexOfAnyInRange('A', 'Z');
        var (written, commodity) = letter < 0 ? (text.Trim(), null) : (text[..letter].Trim(), text[letter..]);
        if (commodity is not null && !IsCommodity(commodity))
            throw PlainAmount.Fault($"“{text}” is no amount. Write it like 1250.00 EUR.");
        if (written.Length == 0)
            return (null, commodity);

        var digits = written[0] is '-' or '+' ? written[1..] : written;
        var whole = digits.Split('.')[0].Split(',');
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]) || digits.Count(one => one == '.') > 1 || digits.Any(one => !char.IsAsciiDigit(one) && one is not ('.' or ','))
            || digits.Split('.') is [_, var decimals] && decimals.Contains(',', StringComparison.Ordinal))
        {
            throw PlainAmount.Fault($"“{text}” is no amount. Write it like 1250.00 EUR; nothing is worked out here.");
        }

        return whole.Length > 1 && (whole[0].Length > 3 || whole.Skip(1).Any(group => group.Length != 3))
            ? throw PlainAmount.Fault($"“{text}” is no amount: in beancount a comma divides thousands, and a point stands before decimals.")
            : (PlainAmount.Number(digits.Replace(",", "", StringComparison.Ordinal), text) * (written[0] == '-' ? -1 : 1), commodity);
    }
}
