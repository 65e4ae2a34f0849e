using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Conditions;

/// <summary>Reads a condition from JSON. Whatever it cannot read is a problem, never a condition that holds.</summary>
internal static class ConditionReader
{
    private static readonly string[] Shapes = ["all", "any", "not", "field"];
    private static readonly Condition Nothing = new Condition.Any([]);

    public static Condition Read(ConfigReader json) => Read(json, depth: 1);

    private static Condition Read(ConfigReader json, int depth)
    {
        if (depth > Limits.ConditionDepth)
            return Refuse(json, "too_deep", $"Conditions nest at most {Limits.ConditionDepth} levels deep.");
        string[] shapes = [.. Shapes.Where(json.Has)];
        return shapes switch
        {
            ["all"] => new Condition.All(Items(json, "all", depth)),
            ["any"] => new Condition.Any(Items(json, "any", depth)),
            ["not"] => new Condition.Not(Read(json.Object("not"), depth + 1)),
            ["field"] => Rule(json),
            [] => Refuse(json, "required", "A condition has “field” and “op”, or one of “all”, “any”, “not”."),
            _ => Refuse(json, "not_allowed", $"A condition has only one of {string.Join(", ", shapes)}."),
        };
    }

    private static List<Condition> Items(ConfigReader json, string group, int depth)
    {
        var items = json.Objects(group).Select(item => ReadWhole(item, depth + 1)).ToList();
        if (items.Count == 0)
            json.Problem(group, "required", $"“{group}” needs at least one condition.");
        return items;
    }

    private static Condition ReadWhole(ConfigReader json, int depth)
    {
        var condition = Read(json, depth);
        json.RefuseTheRest();
        return condition;
    }

    private static Condition Rule(ConfigReader json)
    {
        var name = json.Text("op");
        if (name.Length == 0)
            return Nothing;
        if (Operator.Find(name) is not { } op)
        {
            json.Problem("op", "unknown_operator", $"“{name}” is not an operator; use one of {string.Join(", ", Operator.Names.Order(StringComparer.Ordinal))}.");
            json.Skip("field", "value");
            return Nothing;
        }

        var field = json.Path("field", mayBeMissing: op.Takes == RightSide.Nothing);
        var test = op.Takes switch
        {
            RightSide.Nothing => (left, _) => op.Test(left, default),
            RightSide.Pattern => json.Pattern("value"),
            _ => Against(json, op),
        };
        return field is null || test is null ? Nothing : new Condition.Rule(field, test);
    }

    private static Func<Located, Scope, bool>? Against(ConfigReader json, Operator op)
    {
        if (json.Template("value") is not { } right)
            return null;
        if (right is not Template.Literal { Value: var value })
            return (left, scope) => op.Test(left, right.Render(scope));
        if (Mismatch(op.Takes, value) is { } mismatch)
        {
            json.Problem("value", "wrong_type", mismatch);
            return null;
        }

        return (left, _) => op.Test(left, value);
    }

    private static string? Mismatch(RightSide takes, JsonElement value) => takes switch
    {
        RightSide.Comparable when value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Object) =>
            "This operator compares with a number, a date, a text or an amount of money.",
        RightSide.PointInTime when Comparison.Instant(value) is null =>
            "This operator compares with a date such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z.",
        RightSide.List when value.ValueKind != JsonValueKind.Array => "This operator takes a list.",
        RightSide.Text when value.ValueKind != JsonValueKind.String => "This operator takes a text.",
        _ => null,
    };

    private static Condition Refuse(ConfigReader json, string code, string message)
    {
        json.Problem(null, code, message);
        json.SkipAll();
        return Nothing;
    }
}
