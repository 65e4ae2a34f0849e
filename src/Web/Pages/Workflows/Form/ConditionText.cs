using System.Text.Json;
using System.Text.Json.Nodes;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>A condition of a definition as rules in a form, and back. A nested one stays JSON.</summary>
public static class ConditionText
{
    private static readonly string[] Groups = ["all", "any"];

    /// <summary>The operators, with the word that stands between field and value.</summary>
    public static IReadOnlyList<(string Op, string Word)> Operators { get; } =
    [
        ("eq", "is"), ("ne", "is not"), ("gt", "is more than"), ("gte", "is at least"), ("lt", "is less than"), ("lte", "is at most"),
        ("contains", "contains"), ("startsWith", "starts with"), ("endsWith", "ends with"), ("matches", "matches the pattern"),
        ("in", "is one of"), ("notIn", "is none of"), ("exists", "is there"), ("notExists", "is not there"),
        ("isEmpty", "is empty"), ("isNotEmpty", "is not empty"), ("before", "is before"), ("after", "is after"),
    ];

    public static ConditionForm Read(JsonNode? condition)
    {
        if (condition is not JsonObject { Count: > 0 } json)
        {
            return new ConditionForm();
        }

        if (Rule(json) is { } only)
        {
            return new ConditionForm { Rules = [only] };
        }

        var mode = Groups.FirstOrDefault(json.ContainsKey);
        RuleForm?[] rules = mode is not null && json.Count == 1 && json[mode] is JsonArray parts ? [.. parts.Select(part => Rule(part as JsonObject))] : [null];
        return rules.Contains(null)
            ? new ConditionForm { Json = ValueText.Read(json) }
            : new ConditionForm { Mode = mode!, Rules = [.. rules.OfType<RuleForm>()] };
    }

    /// <summary>Null without a rule.</summary>
    public static JsonNode? Write(ConditionForm form)
    {
        if (!string.IsNullOrWhiteSpace(form.Json))
        {
            return ValueText.Write(form.Json);
        }

        JsonNode[] rules = [.. form.Rules.Where(rule => !rule.IsBlank).Select(Rule)];
        return rules switch
        {
            [] => null,
            [var only] => only,
            _ => new JsonObject { [form.Mode == "any" ? "any" : "all"] = new JsonArray(rules) },
        };
    }

    private static RuleForm? Rule(JsonObject? json) =>
        json?["field"] is JsonValue field && json["op"] is JsonValue op && json.Count <= 3
            && field.GetValueKind() == JsonValueKind.String && op.GetValueKind() == JsonValueKind.String
            ? new RuleForm { Field = (string)field!, Op = (string)op!, Value = json.ContainsKey("value") ? Value((string)op!, json["value"]) : null }
            : null;

    private static JsonObject Rule(RuleForm form)
    {
        var op = form.Op ?? "eq";
        var rule = new JsonObject { ["field"] = (form.Field ?? "").Trim(), ["op"] = op };
        if (!string.IsNullOrWhiteSpace(form.Value))
        {
            rule["value"] = op is "in" or "notIn" && !form.Value.TrimStart().StartsWith('[')
                ? new JsonArray([.. form.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ValueText.Write)])
                : ValueText.Write(form.Value);
        }

        return rule;
    }

    private static string Value(string op, JsonNode? value) => op is "in" or "notIn" && value is JsonArray list
            && list.All(item => item is JsonValue && !item.ToJsonString().Contains(','))
        ? string.Join(", ", list.Select(item => ValueText.Read(item, inOneLine: true)))
        : ValueText.Read(value, inOneLine: true);
}
