using System.Globalization;
using System.Text.RegularExpressions;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>Durations as people write them, “1 h 30 min”, beside the ISO form of a definition.</summary>
public static partial class DurationText
{
    /// <summary>What is neither stays as it is, for the definition's own check to name.</summary>
    public static string ToIso(string text)
    {
        var trimmed = text.Trim();
        var match = Words().Match(trimmed);
        return match.Success && trimmed.Length > 0
            ? IsoDuration.Format(Part(match, "d", TimeSpan.FromDays) + Part(match, "h", TimeSpan.FromHours)
                + Part(match, "m", TimeSpan.FromMinutes) + Part(match, "s", TimeSpan.FromSeconds))
            : trimmed;
    }

    public static string FromIso(string iso)
    {
        if (!IsoDuration.TryParse(iso, out var time))
        {
            return iso;
        }

        var seconds = time.Seconds + (time.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond);
        string[] parts =
        [
            time.Days > 0 ? $"{time.Days} d" : "",
            time.Hours > 0 ? $"{time.Hours} h" : "",
            time.Minutes > 0 ? $"{time.Minutes} min" : "",
            seconds > 0 || time == TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#######} s") : "",
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static TimeSpan Part(Match match, string name, Func<double, TimeSpan> unit) => match.Groups[name] is { Success: true, Value: var digits }
        ? unit(double.Parse(digits, CultureInfo.InvariantCulture))
        : TimeSpan.Zero;

    [GeneratedRegex(@"^((?<d>\d{1,5})\s*d(ays?)?)?\s*((?<h>\d{1,5})\s*h(ours?)?)?\s*((?<m>\d{1,6})\s*m(in(utes?)?)?)?\s*((?<s>\d{1,7}(\.\d{1,7})?)\s*s(ec(onds?)?)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
