namespace Financbase.Domain.Monitoring;

/// <summary>A measurement of the organization's own: a number, with labels, at a moment.</summary>
public static class Metric
{
    public const int LongestName = 100;
    public const int MostLabels = 10;
    public const int LongestLabel = 200;
    public const decimal LargestValue = 1_000_000_000_000_000m;

    /// <summary>Of a measurement or a label.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterLower(name[0])
        && name.Split('_', '.').All(word => word.Length > 0 && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));
}
