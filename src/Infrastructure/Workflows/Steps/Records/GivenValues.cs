using System.Globalization;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>The named values of a step's input, as what the use cases take. A value that is not one is the step's mistake.</summary>
/// <param name="values">An object.</param>
/// <param name="at">Where it stands, for the error: empty, or <c>lines[0].</c>.</param>
internal sealed class GivenValues(JsonElement values, string at = "")
{
    /// <summary>A text, a number as it is written, or the value of an amount of money; null when it is not given.</summary>
    public string? Text(string name) => !values.TryGetProperty(name, out var value) ? null : value switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } => value.GetString(),
        { ValueKind: JsonValueKind.Number } => value.GetRawText(),
        { ValueKind: JsonValueKind.Object } when value.TryGetProperty("value", out var amount) && amount.ValueKind == JsonValueKind.String => amount.GetString(),
        _ => throw Not(name, "a text"),
    };

    public string Required(string name) => Text(name) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text.Trim()
        : throw Nothing(name);

    /// <summary>A list of objects. One that has a member which nobody reads is refused: it may be a misspelt one that matters.</summary>
    public IReadOnlyList<GivenValues> List(string name, params IReadOnlyCollection<string> members)
    {
        if (!values.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
            throw new DomainException(Error.Rule("workflows.not_a_list", $"“{at}{name}” did not work out to a list."));
        return [.. list.EnumerateArray().Select((item, n) => Item(item, $"{at}{name}[{n}]", members))];
    }

    /// <summary>Values with names of their own; null when they are not given.</summary>
    public GivenValues? Object(string name) => !values.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Object ? new GivenValues(value, $"{at}{name}.") : throw Not(name, "an object");

    /// <summary>An id; null when it is not given.</summary>
    public Guid? Id(string name) => Read<Guid>(name, text => Guid.TryParse(text, out var id) ? id : null, "an id");

    public Guid RequiredId(string name) => Id(name) ?? throw Nothing(name);

    public DateOnly? Day(string name) => Read<DateOnly>(
        name, text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, "a day such as 2026-01-31");

    public DateTimeOffset? Moment(string name) => Read<DateTimeOffset>(
        name,
        text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null,
        "a time such as 2026-01-31T08:00:00Z");

    public decimal? Number(string name) => Read<decimal>(
        name, text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null, "a number");

    public bool? Flag(string name) => Read<bool>(name, text => bool.TryParse(text, out var flag) ? flag : null, "true or false");

    /// <summary>One of the words of an enumeration, as the API writes them.</summary>
    public T? Word<T>(string name) where T : struct, Enum => Read<T>(
        name,
        text => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(word => JsonNamingPolicy.CamelCase.ConvertName(word!.Value.ToString()) == text),
        "one of " + string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)));

    private static GivenValues Item(JsonElement item, string place, IReadOnlyCollection<string> members)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new DomainException(Error.Rule("workflows.value_invalid", $"“{place}” did not work out to an object."));
        if (item.EnumerateObject().FirstOrDefault(member => !members.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw new DomainException(Error.Rule("workflows.value_invalid", $"“{place}” has no “{unknown.Name}”. Use {string.Join(", ", members)}."));
        return new GivenValues(item, place + ".");
    }

    private T? Read<T>(string name, Func<string, T?> parse, string what) where T : struct => Text(name) is not { } text ? null
        : parse(text.Trim()) ?? throw Not(name, what);

    private DomainException Nothing(string name) => new(Error.Rule("workflows.text_missing", $"“{at}{name}” worked out to nothing."));

    private DomainException Not(string name, string what) => new(Error.Rule("workflows.value_invalid", $"“{at}{name}” did not work out to {what}."));
}
