using System.Text.RegularExpressions;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>
/// What <c>:86:</c> says, in the three ways that banks fill it: subfields behind <c>?20</c> (Germany, Austria, Poland; the
/// mark may be another), words between slashes such as <c>/REMI/</c> (the Netherlands), or plain text.
/// </summary>
internal sealed partial record Mt940Details(string? Description, string? Counterparty, string? Reference)
{
    private const int LineWidth = 65;
    private const int SubfieldWidth = 27;

    public static Mt940Details Read(IReadOnlyList<string> lines)
    {
        var joined = string.Concat(lines);
        if (Subfields().Match(joined) is { Success: true } match)
        {
            return FromSubfields(joined[3..], match.Groups["mark"].Value[0]);
        }

        return joined.StartsWith('/') && SlashWord().IsMatch(joined)
            ? FromSlashWords(joined)
            : new Mt940Details(LineText.Clean(LineText.Unwrap(lines, LineWidth)), null, null);
    }

    private static Mt940Details FromSubfields(string text, char mark)
    {
        var subfields = new List<(int Code, string Text)>();
        foreach (var part in text.Split(mark).Skip(1))
        {
            if (part is [var tens, var ones, ..] && char.IsAsciiDigit(tens) && char.IsAsciiDigit(ones))
            {
                subfields.Add(((tens - '0') * 10 + ones - '0', part[2..]));
            }
            else if (subfields.Count > 0)
            {
                // The mark itself, inside of a text.
                subfields[^1] = (subfields[^1].Code, subfields[^1].Text + mark + part);
            }
        }

        var (words, purpose) = SepaWords(Joined(code => code is (>= 20 and <= 29) or (>= 60 and <= 63)));
        return new Mt940Details(
            LineText.Clean(words.GetValueOrDefault("SVWZ")) ?? LineText.Clean(purpose) ?? LineText.Clean(Joined(code => code == 0)),
            LineText.Clean(Joined(code => code is 32 or 33)),
            BankIds.Meaningful(words.GetValueOrDefault("EREF")) ?? BankIds.Meaningful(words.GetValueOrDefault("KREF")));

        string Joined(Func<int, bool> wanted) =>
            LineText.Unwrap(subfields.Where(subfield => wanted(subfield.Code)).Select(subfield => subfield.Text), SubfieldWidth);
    }

    // EREF+, SVWZ+ and their like inside of the purpose; what stands before the first is the purpose itself.
    private static (Dictionary<string, string> Words, string Purpose) SepaWords(string purpose)
    {
        var parts = SepaWord().Split(purpose);
        var words = new Dictionary<string, string>();
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            words.TryAdd(parts[i], parts[i + 1]);
        }

        return (words, parts[0]);
    }

    private static Mt940Details FromSlashWords(string text)
    {
        var parts = SlashWord().Split(text);
        var words = new Dictionary<string, string>();
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            words.TryAdd(parts[i], parts[i + 1].Trim('/', ' '));
        }

        var counterparty = LineText.Clean(words.GetValueOrDefault("NAME"));
        return new Mt940Details(
            LineText.Clean(words.GetValueOrDefault("REMI")) ?? counterparty ?? LineText.Clean(text),
            counterparty, BankIds.Meaningful(words.GetValueOrDefault("EREF")));
    }

    [GeneratedRegex(@"^\d{3}(?<mark>[^A-Za-z0-9\s/])\d{2}")]
    private static partial Regex Subfields();

    [GeneratedRegex(@"\b(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE)\+")]
    private static partial Regex SepaWord();

    [GeneratedRegex("/(EREF|PREF|BENM|ORDP|NAME|REMI|IBAN|BIC|TRTP|MARF|CSID|ISDT|PURP|RTRN|TRCD|CNTP|ULTB|ULTD|SVCL|CREF|OCMT|CHGS|INIT|ID|ADDR)(?=/)")]
    private static partial Regex SlashWord();
}
