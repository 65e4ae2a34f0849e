using System.Text.Json;

namespace Financbase.Web.TagHelpers;

/// <summary>One of the values that a list can be narrowed to: as the address writes it, and as people read it.</summary>
public sealed record Choice(string Value, string Word)
{
    /// <summary>An enum's values, or only some of them in another order, as the API writes them too.</summary>
    public static IReadOnlyList<Choice> Of<TEnum>(Func<TEnum, string> word, params IReadOnlyList<TEnum> some) where TEnum : struct, Enum =>
        [.. (some.Count > 0 ? some : Enum.GetValues<TEnum>()).Select(value => new Choice(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), word(value)))];

    public bool Is(string? value) => string.Equals(Value, value, StringComparison.OrdinalIgnoreCase);
}
