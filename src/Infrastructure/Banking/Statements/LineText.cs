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
}
