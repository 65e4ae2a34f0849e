using System.Globalization;
using System.Text;

namespace Financbase.Benchmarks.Reporting;

internal static class Table
{
    private const int NameWidth = 54;

    public static string Of(IScenario scenario, IReadOnlyList<Measure> measures)
    {
        var text = new StringBuilder().AppendLine().AppendLine(scenario.Name);
        text.AppendLine(CultureInfo.InvariantCulture, $"  {"",-NameWidth} {"measured",12} {"",-12} {"goal",10} {"ratio",7}");
        foreach (var measure in measures)
            text.AppendLine($"  {measure.Name,-NameWidth} {Number(measure.Value),12} {measure.Unit,-12} {measure.Goal?.Meaning,10} {(measure.Ratio is { } ratio ? Number(ratio) : ""),7}".TrimEnd());
        return text.ToString();
    }

    /// <summary>Three digits or more that mean something: nobody compares the fourth.</summary>
    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.00" : Math.Abs(value) < 100 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
