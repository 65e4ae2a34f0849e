using System.Globalization;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Conditions;

/// <summary>
/// How values of JSON compare. Numbers are decimals. A money amount (a string in JSON) compares as a decimal, and so
/// does any text when the other side is a number. Two money objects compare only in the same currency. Dates and
/// instants compare as points in time, a date being its midnight in UTC. Values that do not fit each other are
/// neither equal nor ordered.
/// </summary>
internal static class Comparison
{
    public static bool Equal(Located left, JsonElement right)
    {
        var value = left.Value;
        if (IsNothing(value) || IsNothing(right))
            return IsNothing(value) && IsNothing(right);
        if (left.IsMoney || value.ValueKind == JsonValueKind.Number || right.ValueKind == JsonValueKind.Number)
            return Number(value) is { } a && Number(right) is { } b ? a == b : SameText(value, right);
        return value.ValueKind == JsonValueKind.String ? SameText(value, right) : Order(left, right) == 0 || JsonElement.DeepEquals(value, right);
    }

    /// <summary>Negative, zero or positive; null when the two cannot be ordered.</summary>
    public static int? Order(Located left, JsonElement right)
    {
        var value = left.Value;
        if (Number(value) is { } a && Number(right) is { } b)
            return a.CompareTo(b);
        if (Money(value) is { } money && Money(right) is { } other)
            return money.Currency == other.Currency ? money.Amount.CompareTo(other.Amount) : null;
        if (value.ValueKind != JsonValueKind.String || right.ValueKind != JsonValueKind.String || left.IsMoney)
            return null;
        return Instant(value) is { } at && Instant(right) is { } than
            ? at.CompareTo(than)
            : string.CompareOrdinal(value.GetString(), right.GetString());
    }

    public static bool IsNothing(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    /// <summary>An ISO 8601 date or instant with offset; anything else, local times among them, is null.</summary>
    public static DateTimeOffset? Instant(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: >= 10 and <= 40 } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var hasOffset = text[^1] is 'Z' or 'z' || text.AsSpan(10).IndexOfAny('+', '-') > 0;
        return hasOffset && text[10] is 'T' or 't' && value.TryGetDateTimeOffset(out var instant) ? instant : null;
    }

    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.String => Number(value.GetString()!),
        _ => null,
    };

    private static decimal? Number(string text) => text.Length <= 40 && decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static (decimal Amount, string Currency)? Money(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("value", out var amount) && Number(amount) is { } number
        && value.TryGetProperty("currency", out var currency) && currency.ValueKind == JsonValueKind.String
            ? (number, currency.GetString()!)
            : null;

    private static bool SameText(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.String && right.ValueKind == JsonValueKind.String
        && left.ValueEquals(right.GetString());
}
