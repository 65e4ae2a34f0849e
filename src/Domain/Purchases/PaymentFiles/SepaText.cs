using System.Globalization;
using System.Text;

namespace Financbase.Domain.Purchases.PaymentFiles;

/// <summary>
/// Texts as every bank in SEPA takes them: Latin letters, digits, blanks and / - ? : ( ) . , ' +. Letters of other kinds are written with these where there is a usual
/// way. Source: EPC implementation guidelines for customer-to-bank credit transfers, chapter 1.4, and EPC217-08.
/// </summary>
public static class SepaText
{
    private const string Signs = "/-?:().,'+ ";

    // Each letter with what is written for it; capitals follow.
    private static readonly Dictionary<char, string> Ways = Read(
        "ä:ae ö:oe ü:ue ß:ss æ:ae ø:o å:a œ:oe đ:d ð:d þ:th ł:l ı:i ħ:h ŋ:n ŧ:t ŀ:l &:+ @:(at) €:EUR £:GBP $:USD "
        + "–:- —:- ‑:- _:- ’:' ‘:' `:' ´:' “:' ”:' „:' «:' »:' \":' ;:, [:( ]:) {:( }:) "
        + "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o "
        + "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sht ъ:a ы:y ь:y э:e ю:yu я:ya "
        + "ђ:dj ј:j љ:lj њ:nj ћ:c џ:dz є:ye ґ:g");

    /// <param name="text">As people write it.</param>
    /// <param name="longest">What is more is cut off.</param>
    /// <returns>Neither begins nor ends with a blank or a slash, and has no two in a row; a dot for each sign that cannot be written.</returns>
    public static string Of(string text, int longest)
    {
        var written = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormC))
        {
            foreach (var one in WayOf(sign).Where(one => !(one is ' ' or '/' && (written.Length == 0 || written[^1] == one))))
                written.Append(one);
        }

        return written.ToString(0, Math.Min(written.Length, longest)).TrimEnd(' ', '/');
    }

    /// <summary>Something can be read of it.</summary>
    public static bool Says(string written) => written.Any(char.IsAsciiLetterOrDigit);

    public static bool IsAllowed(char sign) => char.IsAsciiLetterOrDigit(sign) || Signs.Contains(sign, StringComparison.Ordinal);

    private static string WayOf(char sign)
    {
        if (IsAllowed(sign))
            return $"{sign}";
        if (char.IsWhiteSpace(sign))
            return " ";
        if (Ways.TryGetValue(sign, out var way))
            return way;
        if (Ways.TryGetValue(char.ToLowerInvariant(sign), out var small))
            return char.ToUpperInvariant(small[0]) + small[1..];

        // Without the accents, which are signs of their own now; what is left may have a way as well.
        var bare = string.Concat($"{sign}".Normalize(NormalizationForm.FormD).Where(one => CharUnicodeInfo.GetUnicodeCategory(one) != UnicodeCategory.NonSpacingMark));
        return bare.Length > 0 && bare != $"{sign}" ? string.Concat(bare.Select(WayOf)) : bare.Length == 0 ? "" : ".";
    }

    private static Dictionary<char, string> Read(string ways) =>
        ways.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(way => way[0], way => way[2..]);
}
