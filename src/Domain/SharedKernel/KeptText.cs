using System.Text;

namespace Financbase.Domain.SharedKernel;

/// <summary>Text that others wrote, as the database and JSON can keep it.</summary>
public static class KeptText
{
    /// <summary>The same text without the character U+0000, and with U+FFFD in place of half a character.</summary>
    public static string Of(string text)
    {
        if (!text.Contains('\0') && text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0)
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => rune.Value != 0))
            kept.Append(rune.ToString());
        return kept.ToString();
    }
}
