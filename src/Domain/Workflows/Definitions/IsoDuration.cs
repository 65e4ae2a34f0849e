using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>
/// ISO 8601 durations without years and months, whose length depends on the date: <c>P1W</c>, <c>P2DT3H</c>,
/// <c>PT0.5S</c>.
/// </summary>
public static partial class IsoDuration
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        var match = Form().Match(text ?? "");
        if (!match.Success || text!.Length > 40)
            return false;
        try
        {
            duration = TimeSpan.FromDays(Part(match, "w") * 7 + Part(match, "d")) + TimeSpan.FromHours(Part(match, "h"))
                + TimeSpan.FromMinutes(Part(match, "m")) + TimeSpan.FromSeconds(Part(match, "s"));
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    public static string Format(TimeSpan duration) => XmlConvert.ToString(duration);

    private static double Part(Match match, string name) =>
        match.Groups[name] is { Success: true, Value: var digits } ? double.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?=[0-9T])((?<w>[0-9]+)W)?((?<d>[0-9]+)D)?(T(?=[0-9])((?<h>[0-9]+)H)?((?<m>[0-9]+)M)?((?<s>[0-9]+(\.[0-9]{1,7})?)S)?)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
