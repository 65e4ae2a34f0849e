using System.Globalization;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Workflows.Executions;

/// <summary>An axis from zero to a round time at or after an end, in at most five steps of a round length.</summary>
public sealed record TimeAxis(TimeSpan Step, TimeSpan Span)
{
    private const int MostSteps = 5;
    private const double Rounding = 1e-9;

    private static readonly double[] RoundNumbers = [1, 2, 2.5, 5, 10];

    // Above a second people count in these.
    private static readonly double[] RoundTimes =
        [.. new[] { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400 }.Select(seconds => seconds * 1000d)];

    public IEnumerable<TimeSpan> Ticks => Enumerable.Range(0, (int)Math.Round(Span / Step) + 1).Select(index => index * Step);

    public static TimeAxis Until(TimeSpan end)
    {
        var milliseconds = Math.Max(end.TotalMilliseconds, 1);
        var least = milliseconds / MostSteps;
        var step = least is > 500 and <= 86_400_000 ? RoundTimes.First(time => time >= least * (1 - Rounding)) : RoundNumber(least);
        return new TimeAxis(
            TimeSpan.FromMilliseconds(step), TimeSpan.FromMilliseconds(step * Math.Ceiling(milliseconds / step - Rounding)));
    }

    public static string Text(TimeSpan at) => at switch
    {
        { Ticks: 0 } => "0",
        { TotalSeconds: < 1 } => string.Create(CultureInfo.CurrentCulture, $"{at.TotalMilliseconds:0.##} ms"),
        { TotalMinutes: < 2 } => string.Create(CultureInfo.CurrentCulture, $"{at.TotalSeconds:0.##} s"),
        _ => Took.Text(at),
    };

    private static double RoundNumber(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return RoundNumbers.Select(round => round * power).First(round => round >= least * (1 - Rounding));
    }
}
