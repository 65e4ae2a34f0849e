using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Tells the formats apart by what stands in the text, and names the other texts that people take for a statement.</summary>
internal static partial class TextContent
{
    private const int Beginning = 64 * 1024;

    public static StatementFormat Recognise(StatementText text)
    {
        var start = text.Beginning(Beginning).AsSpan();
        if (start.IsEmpty)
        {
            throw new DomainException(StatementFileErrors.Empty);
        }

        return start switch
        {
            _ when Begins(start, "OFXHEADER") || Contains(start, "<OFX>") || Contains(start, "<?OFX") => StatementFormat.Ofx,
            _ when start[0] == '<' && CamtMessage().IsMatch(start) => StatementFormat.Camt,
            _ when QifHeader().IsMatch(start) => StatementFormat.Qif,
            _ when SwiftField().Count(start) > 1 || SwiftLine().IsMatch(start) => StatementFormat.Mt940,
            _ => Foreign(start) is { } what ? throw new DomainException(StatementFileErrors.Unsupported(what)) : StatementFormat.Csv,
        };
    }

    private static string? Foreign(ReadOnlySpan<char> start) => start switch
    {
        _ when Begins(start, "<!doctype html") || Begins(start, "<html") => "a web page",
        _ when start[0] == '<' => "an XML file that is neither CAMT nor OFX",
        _ when Begins(start, "{\\rtf") => "a text document",
        _ when start[0] is '{' or '[' => "a JSON file",
        _ when start[..Math.Min(start.Length, 4_000)].IndexOfAny(",;\t|") < 0 => "no table and none of the formats that banks use",
        _ => null,
    };

    private static bool Begins(ReadOnlySpan<char> text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(ReadOnlySpan<char> text, string what) => text.Contains(what, StringComparison.OrdinalIgnoreCase);

    // By the namespace of any version, or by the message where a bank leaves the namespace out.
    [GeneratedRegex(@"urn:iso:std:iso:20022:tech:xsd:camt\.05[234]\.|<(?:\w+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\b")]
    private static partial Regex CamtMessage();

    [GeneratedRegex(@"\A!(?:Type:|Account|Option:|Clear:)", RegexOptions.IgnoreCase)]
    private static partial Regex QifHeader();

    [GeneratedRegex(@"^(?:\{.*\{4:)?:(?:20|25P?|28C?|60[FM]|62[FM]|34F|13D?):", RegexOptions.Multiline)]
    private static partial Regex SwiftField();

    // Some banks let a person copy single lines.
    [GeneratedRegex(@"^:61:\d{6}", RegexOptions.Multiline)]
    private static partial Regex SwiftLine();
}
