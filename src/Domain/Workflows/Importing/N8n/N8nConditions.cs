using System.Text.Json;
using System.Text.Json.Nodes;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>The rules of n8n's if, filter and switch, in its old and its new shape.</summary>
internal static class N8nConditions
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["equals"] = "eq",
        ["equal"] = "eq",
        ["notEquals"] = "ne",
        ["notEqual"] = "ne",
        ["gt"] = "gt",
        ["larger"] = "gt",
        ["gte"] = "gte",
        ["largerEqual"] = "gte",
        ["lt"] = "lt",
        ["smaller"] = "lt",
        ["lte"] = "lte",
        ["smallerEqual"] = "lte",
        ["contains"] = "contains",
        ["startsWith"] = "startsWith",
        ["endsWith"] = "endsWith",
        ["regex"] = "matches",
        ["exists"] = "exists",
        ["notExists"] = "notExists",
        ["empty"] = "isEmpty",
        ["isEmpty"] = "isEmpty",
        ["notEmpty"] = "isNotEmpty",
        ["isNotEmpty"] = "isNotEmpty",
        ["after"] = "after",
        ["before"] = "before",
    };

    private static readonly Dictionary<string, string> Opposites = new(StringComparer.Ordinal)
    {
        ["notContains"] = "contains",
        ["notStartsWith"] = "startsWith",
        ["notEndsWith"] = "endsWith",
        ["notRegex"] = "regex",
        ["beforeOrEquals"] = "after",
        ["afterOrEquals"] = "before",
    };

    private static readonly string[] Alone = ["exists", "notExists", "isEmpty", "isNotEmpty"];

    /// <exception cref="UnmappableException">It cannot be said here.</exception>
    public static JsonObject Of(JsonElement conditions, N8nContext context, string? combine = null)
    {
        List<JsonObject> rules = conditions.At("conditions").ValueKind == JsonValueKind.Array
            ? [.. conditions.At("conditions").Items().Select(rule => Rule(rule.At("leftValue"), Operation(rule), rule.At("operator", "type").Text(), rule.At("rightValue"), context))]
            : [.. conditions.Members().SelectMany(kind => kind.Value.Items().Select(rule => Rule(
                rule.At("value1"), rule.At("operation").Text(kind.Name == "number" ? "smaller" : kind.Name == "dateTime" ? "after" : "equal"), kind.Name, rule.At("value2"), context)))];
        if (rules.Count == 0)
            throw new UnmappableException("It has no rules.");
        var any = conditions.At("combinator").Text() == "or" || combine == "any";
        return rules.Count == 1 ? rules[0] : new JsonObject { [any ? "any" : "all"] = new JsonArray([.. rules]) };
    }

    /// <exception cref="UnmappableException">It cannot be said here.</exception>
    public static JsonObject Rule(JsonElement left, string operation, string type, JsonElement right, N8nContext context)
    {
        if (context.Expressions.LoneReference(left, context.Node.Name) is not { } field)
            throw new UnmappableException($"The left side “{N8nExpressions.Shortened(left.Text("…"))}” of a rule is no reference that is known here.");
        if (operation is "true" or "false")
            return new JsonObject { ["field"] = field, ["op"] = "eq", ["value"] = operation == "true" };
        if (Opposites.TryGetValue(operation, out var opposite))
            return new JsonObject { ["not"] = Rule(left, opposite, type, right, context) };
        if (!Operators.TryGetValue(operation, out var op))
            throw new UnmappableException($"There is no operator like “{N8nExpressions.Shortened(operation)}” here.");
        var rule = new JsonObject { ["field"] = field, ["op"] = op };
        if (!Alone.Contains(op))
            rule["value"] = context.Expressions.Value(N8nValues.Typed(type, right), context.Node.Name);
        return rule;
    }

    private static string Operation(JsonElement rule) => rule.At("operator", "operation").Text("equals");
}
