using System.Globalization;

namespace Financbase.Web.Pages.Dashboard;

/// <summary>Where values stand in a drawing, in percent of its height from above, with round numbers beside it. Zero is always in it.</summary>
internal sealed record Plot(decimal Low, decimal High, decimal Step)
{
    private const int Parts = 4;

    public static Plot Of(IEnumerable<decimal> values)
    {
        var all = values.Append(0m).ToList();
        var (low, high) = (all.Min(), all.Max());
        var step = Round((high - low) / Parts);
        return new(Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step) * step, step), step);
    }

    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = Low; tick <= High; tick += Step)
                yield return tick;
        }
    }

    public string Y(decimal value) => Number((High - value) / (High - Low) * 100);

    /// <summary>Between a value and zero.</summary>
    public string Height(decimal value) => Number(Math.Abs(value) / (High - Low) * 100);

    /// <summary>Where a column begins that reaches from zero to the value.</summary>
    public string Top(decimal value) => Y(Math.Max(value, 0));

    /// <summary>The path of a line through the values, in a box of 100 by 100.</summary>
    public string Line(IReadOnlyList<decimal> values) => string.Concat(values.Select((value, place) =>
        $"{(place == 0 ? 'M' : 'L')}{Number(values.Count == 1 ? 0 : place * 100m / (values.Count - 1))} {Y(value)}"));

    public static string Number(decimal percent) => percent.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Such as 1.5M, 20k or 300.</summary>
    public static string Short(decimal value) => Math.Abs(value) switch
    {
        >= 1_000_000_000 => $"{value / 1_000_000_000:0.#}B",
        >= 1_000_000 => $"{value / 1_000_000:0.#}M",
        >= 1_000 => $"{value / 1_000:0.#}k",
        _ => $"{value:0.##}",
    };

    // 1, 2 or 5 with zeros behind it, at least as much as was asked for.
    private static decimal Round(decimal step)
    {
        if (step <= 0)
            return 1;

        var unit = 1m;
        while (unit > step)
            unit /= 10;
        while (unit * 10 <= step)
            unit *= 10;
        return step <= unit ? unit : step <= unit * 2 ? unit * 2 : step <= unit * 5 ? unit * 5 : unit * 10;
    }
}
