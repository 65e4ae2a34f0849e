using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Tells OFX from CSV, and names the other texts that people take for a statement.</summary>
internal static class TextContent
{
    private const int Beginning = 64 * 1024;

    public static StatementFormat Recognise(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
        {
            throw new DomainException(StatementFileErrors.Empty);
        }

        if (Begins(start, "OFXHEADER") || Contains(start, "<OFX>") || Contains(start, "<?OFX"))
        {
            return StatementFormat.Ofx;
        }

        return Foreign(start) is { } what ? throw new DomainException(StatementFileErrors.Unsupported(what)) : StatementFormat.Csv;
    }

    private static string? Foreign(ReadOnlySpan<char> start) => start switch
    {
        _ when Begins(start, "<!doctype html") || Begins(start, "<html") => "a web page",
        _ when start[0] == '<' => "an XML file that is not OFX",
        _ when start[0] is '{' or '[' => "a JSON file",
        _ when Begins(start, "!Type:") || Begins(start, "!Account") => "a QIF file",
        _ when Begins(start, ":20:") || Begins(start, "{1:") => "an MT940 file",
        _ when Begins(start, "{\\rtf") => "a text document",
        _ when start[..Math.Min(start.Length, 4_000)].IndexOfAny(",;\t|") < 0 => "neither a table nor OFX",
        _ => null,
    };

    private static bool Begins(ReadOnlySpan<char> text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(ReadOnlySpan<char> text, string what) =>
        text[..Math.Min(text.Length, Beginning)].Contains(what, StringComparison.OrdinalIgnoreCase);
}
