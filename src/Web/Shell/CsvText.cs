namespace Financbase.Web.Shell;

/// <summary>A field of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
internal static class CsvText
{
    public static string Of(string? text) => text switch
    {
        null or "" => "",
        ['=' or '+' or '-' or '@' or '\t' or '\r', ..] => Quoted("'" + text),
        _ => Quoted(text),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
