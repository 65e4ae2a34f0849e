using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>
/// Turns n8n's expressions into references. A text that begins with “=” is one; what cannot be said here stays as it
/// was written, as text, and is told.
/// </summary>
internal sealed partial class N8nExpressions(N8nData data, Action<string> warn)
{
    /// <summary>A value of a node's parameters, with the expressions anywhere in it.</summary>
    public JsonNode? Value(JsonElement json, string node) => json.ValueKind switch
    {
        JsonValueKind.String => JsonValue.Create(Text(json.GetString()!, node)),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => Value(item, node))]),
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Value(member.Value, node)))),
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ => JsonNode.Parse(json.GetRawText()),
    };

    public string Text(string text, string node)
    {
        if (!text.StartsWith('='))
            return Literal(text);
        if (Rewritten(text[1..], node, out var failed) is { } made)
            return made;
        warn($"The expression “{Shortened(failed)}” is kept as text; write it anew.");
        return Literal(text);
    }

    /// <summary>The reference that a lone expression is, without braces; null when it is something else.</summary>
    public string? LoneReference(JsonElement json, string node)
    {
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()!.Trim() : "";
        return text.StartsWith("={{", StringComparison.Ordinal) && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2
            ? Reference(text[3..^2], node)
            : null;
    }

    // Null when a part cannot be said here.
    private string? Rewritten(string text, string node, out string failed)
    {
        var made = new StringBuilder();
        for (var at = 0; ;)
        {
            var begin = text.IndexOf("{{", at, StringComparison.Ordinal);
            var end = begin < 0 ? -1 : text.IndexOf("}}", begin, StringComparison.Ordinal);
            var plain = begin < 0 ? text[at..] : text[at..begin];
            failed = plain.Contains("{%", StringComparison.Ordinal) || (begin >= 0 && end < 0) ? text : "";
            if (failed.Length > 0)
                return null;
            made.Append(plain);
            if (begin < 0)
                return made.ToString();
            failed = text[(begin + 2)..end].Trim();
            if (Reference(failed, node) is not { } reference)
                return null;
            made.Append("{{ ").Append(reference).Append(" }}");
            at = end + 2;
        }
    }

    internal static string Shortened(string text) => text.Length <= 80 ? text : text[..79] + "…";

    // So that no engine of templates takes it for its own.
    private static string Literal(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal)
            ? $"{{% raw %}}{text.Replace("{% endraw", "{ % endraw", StringComparison.Ordinal).Replace("{%- endraw", "{ %- endraw", StringComparison.Ordinal)}{{% endraw %}}"
            : text;

    private string? Reference(string expression, string node)
    {
        expression = expression.Trim();
        if (expression is "$now" or "$now.toISO()")
            return "now";
        if (expression.Length > ScopePath.MaxLength * 2 || Source().Match(expression) is not { Success: true } match)
            return null;
        var named = match.Groups["node"] is { Success: true, Value: var name } ? name : null;
        if (Members(match.Groups["path"].Value) is not { } members)
            return null;
        var found = named is null ? data.Before(node, members) : data.Of(named, members);
        return found is not null && ScopePath.TryParse(found, out var path, out _) ? path.Text : null;
    }

    private static List<string>? Members(string path)
    {
        List<string> members = [];
        foreach (var part in Member().Matches(path).Cast<Match>())
            members.Add(part.Groups["name"].Success ? part.Groups["name"].Value : part.Groups["index"].Success ? part.Groups["index"].Value : part.Groups["text"].Value);
        return Member().Replace(path, "").Length == 0 ? members : null;
    }

    [GeneratedRegex(
        """^(?:\$json|\$input\.(?:item|first\(\)|last\(\))\.json|\$node(?:\[["'](?<node>[^"']+)["']\]|\.(?<node>\w+))\.json|\$(?:items)?\(["'](?<node>[^"']+)["']\)(?:\.(?:item|first\(\)|last\(\))|\[0\])\.json)(?<path>.*)$""",
        RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Source();

    [GeneratedRegex("""\G(?:\??\.(?<name>[A-Za-z_][A-Za-z0-9_]*)(?!\w*\()|(?:\?\.)?\[(?<index>\d{1,5})\]|(?:\?\.)?\[["'](?<text>[^"'\]]+)["']\])""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Member();
}

/// <summary>A path in the syntax of references.</summary>
internal static class N8nPath
{
    public static string Join(string from, IReadOnlyList<string> members) => from + string.Concat(members.Select(member =>
        int.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"[{member}]"
        : member.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? $".{member}"
        : $"[\"{member}\"]"));
}
