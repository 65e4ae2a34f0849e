using System.Globalization;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>The named texts of a step's input, as what the use cases take. A text that is not one is the step's mistake.</summary>
internal sealed class GivenValues(JsonElement input, string member)
{
    private readonly JsonElement _values = input.GetProperty(member);

    public string? Text(string name) => _values.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>An id; null when it is not given.</summary>
    public Guid? Id(string name) => Read<Guid>(name, text => Guid.TryParse(text, out var id) ? id : null, "an id");

    public DateOnly? Day(string name) => Read<DateOnly>(
        name, text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null, "a day such as 2026-01-31");

    public DateTimeOffset? Moment(string name) => Read<DateTimeOffset>(
        name,
        text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null,
        "a time such as 2026-01-31T08:00:00Z");

    public decimal? Number(string name) => Read<decimal>(
        name, text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null, "a number");

    /// <summary>One of the words of an enumeration, as the API writes them.</summary>
    public T? Word<T>(string name) where T : struct, Enum => Read<T>(
        name,
        text => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(word => JsonNamingPolicy.CamelCase.ConvertName(word!.Value.ToString()) == text),
        "one of " + string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)));

    private T? Read<T>(string name, Func<string, T?> parse, string what) where T : struct => Text(name) is not { } text ? null
        : parse(text.Trim()) ?? throw new DomainException(Error.Rule("workflows.value_invalid", $"“{member}.{name}” did not work out to {what}."));
}
