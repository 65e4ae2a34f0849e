using System.Text.Json;
using System.Text.Json.Nodes;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>The node “Edit fields”, in each of its three shapes.</summary>
internal static class N8nSet
{
    private static readonly string[] Typed = ["stringValue", "numberValue", "booleanValue", "arrayValue", "objectValue"];

    public static IEnumerable<string> NamesOf(N8nNode node) => Raw(node) is { } raw
        ? raw.Members().Select(member => member.Name)
        : Fields(node).Select(field => field.Name);

    public static N8nStep Map(N8nContext context)
    {
        var node = context.Node;
        if (node.Parameters.At("mode").Text() == "raw" && Raw(node) is null)
            throw new UnmappableException("Its JSON is worked out by an expression.");
        var set = new JsonObject();
        foreach (var (name, value) in Raw(node) is { } raw ? raw.Members().Select(member => (member.Name, member.Value)) : Fields(node))
        {
            var made = context.Expressions.Value(value, node.Name);
            if (name.Length > 0 && !Nest(set, name.Split('.'), made))
                set[name] = made;
        }

        return set.Count > 0 ? new N8nStep("transform", new JsonObject { ["set"] = set }) : N8nStep.Nothing;
    }

    // a.b makes {"a":{"b":…}}, as in n8n.
    private static bool Nest(JsonObject into, string[] names, JsonNode? value)
    {
        foreach (var name in names[..^1])
        {
            if (into[name] is null)
                into[name] = new JsonObject();
            if (into[name] is not JsonObject inner || names.Length > 10)
                return false;
            into = inner;
        }

        into[names[^1]] = value;
        return true;
    }

    private static JsonElement? Raw(N8nNode node)
    {
        var json = node.Parameters.At("jsonOutput");
        if (node.Parameters.At("mode").Text() != "raw")
            return null;
        return json.ValueKind == JsonValueKind.Object ? json : N8nValues.Parse(json.Text()) is { ValueKind: JsonValueKind.Object } parsed ? parsed : null;
    }

    private static IEnumerable<(string Name, JsonElement Value)> Fields(N8nNode node)
    {
        foreach (var field in node.Parameters.At("assignments", "assignments").Items())
            yield return (field.At("name").Text(), N8nValues.Typed(field.At("type").Text(), field.At("value")));
        foreach (var field in node.Parameters.At("fields", "values").Items())
            yield return (field.At("name").Text(), Typed.Select(name => field.At(name)).FirstOrDefault(value => value.IsThere()));
        foreach (var kind in node.Parameters.At("values").Members())
        {
            foreach (var field in kind.Value.Items())
                yield return (field.At("name").Text(), N8nValues.Typed(kind.Name, field.At("value")));
        }
    }
}

/// <summary>Values that n8n writes as text.</summary>
internal static class N8nValues
{
    private static readonly JsonDocumentOptions Syntax = new() { MaxDepth = SharedKernel.ForeignJson.MostLevels, AllowDuplicateProperties = false };

    /// <summary>The JSON that a text is, expressions in its strings among it; undefined when it is none.</summary>
    public static JsonElement Parse(string text)
    {
        try
        {
            var parsed = JsonElement.Parse(text.TrimStart('='), Syntax);
            return SharedKernel.ForeignJson.Problem(parsed) is null ? text.StartsWith('=') ? Marked(parsed) : parsed : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A number, a boolean, a list or an object that is written as text; expressions stay.</summary>
    public static JsonElement Typed(string type, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.StartsWith('='))
            return value;
        var wanted = type is "number" or "boolean" or "array" or "object" ? Parse(value.GetString()!) : default;
        return wanted.IsThere() ? wanted : value;
    }

    // An expression around JSON makes every string with braces one.
    private static JsonElement Marked(JsonElement json) => JsonSerializer.SerializeToElement(Mark(json));

    private static JsonNode? Mark(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => JsonValue.Create(json.GetString()!.Contains("{{", StringComparison.Ordinal) ? "=" + json.GetString() : json.GetString()),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Mark)]),
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Mark(member.Value)))),
        JsonValueKind.Null => null,
        _ => JsonNode.Parse(json.GetRawText()),
    };
}
