using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>
/// The parse that other programs' authors put beside their sample files: genkgo/camt as JSON, of which the last
/// statement's entries are written out in full, and wolph/mt940 as YAML.
/// </summary>
internal static partial class ExpectedParse
{
    public static IReadOnlyList<(decimal Amount, DateOnly Day)> Of(string path)
    {
        var beside = Path.ChangeExtension(path, null) + ".expected";
        return File.Exists(beside + ".json") ? OfJson(beside + ".json") : OfYaml(beside + ".yml");
    }

    private static List<(decimal, DateOnly)> OfJson(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.GetProperty("getEntries").EnumerateArray().Select(entry => (
            decimal.Parse(entry.GetProperty("getAmount").GetProperty("getAmount").GetString()!, CultureInfo.InvariantCulture) / 100,
            DateOnly.FromDateTime(entry.GetProperty("getBookingDate").GetProperty("0").GetDateTimeOffset().Date)))];
    }

    private static List<(decimal, DateOnly)> OfYaml(string path)
    {
        var text = File.ReadAllText(path);
        var transactions = text[text.IndexOf("\ntransactions:", StringComparison.Ordinal)..];
        return [.. Transaction().Split(transactions).Skip(1).Select(transaction => (
            decimal.Parse(Amount().Match(transaction).Groups["value"].Value, CultureInfo.InvariantCulture),
            Day(EntryDay().Match(transaction) is { Success: true } entry ? entry : ValueDay().Match(transaction))))];
    }

    // Python's pickle of a date: two bytes of year, then month and day.
    private static DateOnly Day(Match match)
    {
        var bytes = Convert.FromBase64String(match.Groups["value"].Value);
        return new DateOnly((bytes[0] << 8) + bytes[1], bytes[2], bytes[3]);
    }

    [GeneratedRegex(@"^- !!python/object:mt940\.models\.Transaction\s*$", RegexOptions.Multiline)]
    private static partial Regex Transaction();

    [GeneratedRegex(@"^    amount:.*\n.*\n\s+- '(?<value>[-.\d]+)'", RegexOptions.Multiline)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^    entry_date:.*\n.*\n\s+(?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex EntryDay();

    [GeneratedRegex(@"^    date:.*\n.*\n\s+(?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex ValueDay();
}
