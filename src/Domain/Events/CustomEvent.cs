using System.Text.Json;
using System.Text.Json.Serialization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Events;

/// <summary>An event of the organization's own. Its type is <c>custom.&lt;name&gt;</c>, and each such name is a type.</summary>
/// <param name="Name">Lower-case words joined by <c>_</c>.</param>
/// <param name="Data">An object.</param>
public sealed record CustomEvent([property: JsonIgnore] string Name, JsonElement Data) : IDomainEvent
{
    public const string Prefix = "custom.";
    public const int LongestName = 60;
    public const int LongestData = 64_000;

    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterLower(name[0])
        && name.Split('_').All(word => word.Length > 0 && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));

    /// <summary>The type of this name, or null when no event can be called so.</summary>
    public static EventType? TypeOf(string type) => type.StartsWith(Prefix, StringComparison.Ordinal) && IsName(type[Prefix.Length..])
        ? new EventType(type, 1, typeof(CustomEvent), "An event of the organization's own, booked by a workflow.", Permission: null)
        : null;
}
