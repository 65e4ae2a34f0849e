using System.Text.Json;

namespace Financbase.Web.Pages.Audit;

/// <summary>A changed thing of an entry, ready to be drawn.</summary>
public sealed record ChangeRow(string Kind, string Id, string? Label, string Change, IReadOnlyList<FieldRow> Fields)
{
    public string Title => $"{Words(Kind)}{(Label is null ? "" : $" “{Label}”")}";

    internal static ChangeRow Of(JsonElement json) => new(
        json.GetProperty("kind").GetString()!, json.GetProperty("id").GetString()!, json.GetProperty("label").GetString(),
        json.GetProperty("change").GetString()!, [.. json.GetProperty("fields").EnumerateObject().Select(field => FieldRow.Of(field))]);

    private static string Words(string kind)
    {
        var words = kind.Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <summary>One of its properties. Null where there was or is none.</summary>
public sealed record FieldRow(string Name, string? Before, string? After, bool IsHidden, bool IsTruncated)
{
    internal static FieldRow Of(JsonProperty field) => new(
        field.Name, Text(field.Value, "before"), Text(field.Value, "after"),
        field.Value.TryGetProperty("hidden", out _), field.Value.TryGetProperty("truncated", out _));

    private static string? Text(JsonElement field, string side) => !field.TryGetProperty(side, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.GetRawText();
}
