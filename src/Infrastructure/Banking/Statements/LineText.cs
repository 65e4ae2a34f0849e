namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Words of a bank line: on one line, single spaces, nothing that a screen cannot show; null when nothing is left.</summary>
internal static class LineText
{
    public static string? Clean(string? text)
    {
        var words = (text ?? "").Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var clean = string.Concat(string.Join(' ', words).Where(c => !char.IsControl(c)));
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>Pieces that were cut at a width: a full one goes on in the next, a shorter one ended with a word.</summary>
    public static string Unwrap(IEnumerable<string> pieces, int width) =>
        string.Concat(pieces.Select(piece => piece.Length < width ? piece + " " : piece));
}
