using System.Text.Json;

namespace Financbase.Web.Pages.Workflows.Outline;

/// <summary>A condition as a sentence: “trigger.amount.value is less than −5,000 and trigger.description contains rent”.</summary>
public static class ConditionWords
{
    private const int LongestValue = 60;

    public static string Of(JsonElement condition) => Group(condition, nested: false);

    private static string Group(JsonElement condition, bool nested)
    {
        if (condition.ValueKind != JsonValueKind.Object)
        {
            return "?";
        }

        if (condition.TryGetProperty("all", out var all))
        {
            return Joined(all, " and ", nested);
        }

        if (condition.TryGetProperty("any", out var any))
        {
            return Joined(any, " or ", nested);
        }

        return condition.TryGetProperty("not", out var not) ? $"not ({Group(not, nested: false)})" : Rule(condition);
    }

    private static string Joined(JsonElement parts, string word, bool nested)
    {
        var text = string.Join(word, parts.EnumerateArray().Select(part => Group(part, nested: true)));
        return nested && parts.GetArrayLength() > 1 ? $"({text})" : text;
    }

    private static string Rule(JsonElement rule)
    {
        var field = Text(rule, "field");
        var op = Text(rule, "op");
        var value = rule.TryGetProperty("value", out var right) ? " " + Value(right) : "";
        return $"{field} {Operator(op)}{value}";
    }

    private static string Operator(string op) => op switch
    {
        "eq" => "is",
        "ne" => "is not",
        "gt" => "is more than",
        "gte" => "is at least",
        "lt" => "is less than",
        "lte" => "is at most",
        "in" => "is one of",
        "notIn" => "is none of",
        "contains" => "contains",
        "startsWith" => "starts with",
        "endsWith" => "ends with",
        "matches" => "matches",
        "exists" => "is there",
        "notExists" => "is not there",
        "isEmpty" => "is empty",
        "isNotEmpty" => "is not empty",
        "before" => "is before",
        "after" => "is after",
        _ => op,
    };

    private static string Value(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => $"“{value.GetString()}”",
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Value)),
            _ => value.GetRawText(),
        };
        return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
    }

    private static string Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "?";
}
