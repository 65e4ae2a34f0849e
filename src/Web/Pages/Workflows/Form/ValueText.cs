using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>
/// A JSON value in a text box. What reads as JSON is JSON; anything else is text. A text that would read as JSON stands
/// in quotes, so that writing what was read changes nothing.
/// </summary>
public static class ValueText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    public static string Read(JsonNode? value, bool inOneLine = false)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var plain))
        {
            return Parses(plain) || plain != plain.Trim() || inOneLine && plain.Contains('\n') ? Json(value, Compact) : plain;
        }

        return value is null ? "null" : Json(value, inOneLine ? Compact : Indented);
    }

    public static JsonNode? Write(string text)
    {
        var trimmed = text.Trim();
        return Parses(trimmed) ? JsonNode.Parse(trimmed) : JsonValue.Create(trimmed);
    }

    /// <summary>An object as one “name: value” a line.</summary>
    public static string ReadLines(JsonObject members) =>
        string.Join('\n', members.Select(member => $"{member.Key}: {Read(member.Value, inOneLine: true)}"));

    /// <summary>A line without a colon is a name whose value is still missing.</summary>
    public static JsonObject WriteLines(string text)
    {
        var members = new JsonObject();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':');
            var name = colon < 0 ? line : line[..colon].TrimEnd();
            members[name] = colon < 0 ? null : Write(line[(colon + 1)..]);
        }

        return members;
    }

    private static string Json(JsonNode value, JsonSerializerOptions options) => value.ToJsonString(options);

    private static bool Parses(string text)
    {
        if (text.Length == 0 || !"{[\"-0123456789tfn".Contains(text[0]))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
