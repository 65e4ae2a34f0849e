using System.Globalization;

namespace Financbase.Web.Shell;

/// <summary>A duration as people say it: “40 ms”, “1.80 s”, “3 min 20 s”, “2 d 4 h”.</summary>
public static class Took
{
    public static string Text(TimeSpan time)
    {
        var culture = CultureInfo.CurrentCulture;
        return time switch
        {
            { TotalMilliseconds: < 1 } => "< 1 ms",
            { TotalSeconds: < 1 } => string.Create(culture, $"{time.TotalMilliseconds:0} ms"),
            { TotalMinutes: < 1 } => string.Create(culture, $"{time.TotalSeconds:0.00} s"),
            { TotalHours: < 1 } => Pair(time.Minutes, "min", time.Seconds, "s"),
            { TotalDays: < 1 } => Pair(time.Hours, "h", time.Minutes, "min"),
            _ => Pair((int)time.TotalDays, "d", time.Hours, "h"),
        };
    }

    private static string Pair(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
