namespace Financbase.Application.Imports;

public enum FieldShape
{
    Text,
    Amount,
    Day,
}

/// <summary>Something that a column may say.</summary>
/// <param name="Key">By which a mapping names it.</param>
/// <param name="Title">For people.</param>
/// <param name="Shape">What its cells look like.</param>
/// <param name="IsRequired">Without such a column nothing comes in.</param>
/// <param name="Spellings">Headings that mean it, in lower-case letters and digits alone.</param>
internal sealed record ImportField(string Key, string Title, FieldShape Shape, bool IsRequired, IReadOnlyList<string> Spellings)
{
    public static ImportField Text(string key, string title, params string[] spellings) => new(key, title, FieldShape.Text, false, spellings);

    public static ImportField Amount(string key, string title, params string[] spellings) => new(key, title, FieldShape.Amount, false, spellings);

    public static ImportField Day(string key, string title, params string[] spellings) => new(key, title, FieldShape.Day, false, spellings);

    public ImportField Required() => this with { IsRequired = true };

    public bool Means(string heading) => Plain(heading) is { Length: > 0 } plain && (plain == Plain(Key) || plain == Plain(Title) || Spellings.Contains(plain));

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

/// <param name="Field">What it is, as a mapping names it.</param>
/// <param name="Title">For people.</param>
/// <param name="IsRequired">Without it nothing comes in.</param>
/// <param name="Column">The heading of its column; null where no column says it.</param>
public sealed record ImportColumn(string Field, string Title, bool IsRequired, string? Column);
