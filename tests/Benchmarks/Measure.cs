using System.Text.Json.Serialization;

namespace Financbase.Benchmarks;

/// <summary>One figure that a scenario measured.</summary>
/// <param name="Name">What was measured, in a few words.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">Such as <c>lines/s</c> or <c>ms</c>.</param>
/// <param name="Goal">What the product sets out to reach, or null for a figure that only explains another one.</param>
internal sealed record Measure(string Name, double Value, string Unit, Goal? Goal = null)
{
    /// <summary>How often the goal is reached: 1 just meets it, 2 is twice as good, whatever the direction.</summary>
    public double? Ratio => Goal switch
    {
        null => null,
        { AtLeast: true } => Value / Goal.Value,
        _ => Goal.Value / Value,
    };
}

internal sealed record Goal(double Value, [property: JsonIgnore] bool AtLeast)
{
    public string Meaning => (AtLeast ? "≥ " : "≤ ") + Value.ToString("#,##0.##", System.Globalization.CultureInfo.InvariantCulture);

    public static Goal Least(double value) => new(value, AtLeast: true);

    public static Goal Most(double value) => new(value, AtLeast: false);
}
