using System.Globalization;
using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>Reading JSON in which any member may be missing or hold anything.</summary>
internal static class N8nJson
{
    /// <summary>The member at the end of the path, or undefined.</summary>
    public static JsonElement At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            json = json.TryGetMember(name, out var value) ? value : default;
        return json;
    }

    /// <summary>A text or number as text, or the other one.</summary>
    public static string Text(this JsonElement json, string otherwise = "") => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.GetRawText(),
        _ => otherwise,
    };

    public static bool IsTrue(this JsonElement json) => json.ValueKind == JsonValueKind.True;

    public static double Number(this JsonElement json, double otherwise) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String when double.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => otherwise,
    };

    /// <summary>The items of a list; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement json) => json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : [];

    public static bool IsThere(this JsonElement json) => json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
}
