using System.Collections.Frozen;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Conditions;

/// <summary>What an operator takes on its right side.</summary>
internal enum RightSide
{
    Nothing,
    AnyValue,
    Comparable,
    PointInTime,
    List,
    Text,
    Pattern,
}

/// <summary>
/// The operators of a rule. Ordering, text and time operators are false when a side is missing or of another type;
/// <c>ne</c> and <c>notIn</c> are the exact opposites of <c>eq</c> and <c>in</c>. <c>contains</c>, <c>startsWith</c>
/// and <c>endsWith</c> ignore case, because bank texts come in every case; <c>eq</c> and <c>matches</c> do not.
/// </summary>
internal sealed record Operator(RightSide Takes, Func<Located, JsonElement, bool> Test)
{
    private static readonly FrozenDictionary<string, Operator> All = new Dictionary<string, Operator>
    {
        ["eq"] = new(RightSide.AnyValue, Comparison.Equal),
        ["ne"] = new(RightSide.AnyValue, (left, right) => !Comparison.Equal(left, right)),
        ["gt"] = new(RightSide.Comparable, (left, right) => Comparison.Order(left, right) > 0),
        ["gte"] = new(RightSide.Comparable, (left, right) => Comparison.Order(left, right) >= 0),
        ["lt"] = new(RightSide.Comparable, (left, right) => Comparison.Order(left, right) < 0),
        ["lte"] = new(RightSide.Comparable, (left, right) => Comparison.Order(left, right) <= 0),
        ["in"] = new(RightSide.List, In),
        ["notIn"] = new(RightSide.List, (left, right) => !In(left, right)),
        ["contains"] = new(RightSide.AnyValue, Contains),
        ["startsWith"] = new(RightSide.Text, (left, right) => Text(left.Value, right, (text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase))),
        ["endsWith"] = new(RightSide.Text, (left, right) => Text(left.Value, right, (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase))),
        ["matches"] = new(RightSide.Pattern, (_, _) => false),
        ["exists"] = new(RightSide.Nothing, (left, _) => !Comparison.IsNothing(left.Value)),
        ["notExists"] = new(RightSide.Nothing, (left, _) => Comparison.IsNothing(left.Value)),
        ["isEmpty"] = new(RightSide.Nothing, (left, _) => Comparison.IsEmpty(left.Value)),
        ["isNotEmpty"] = new(RightSide.Nothing, (left, _) => !Comparison.IsEmpty(left.Value)),
        ["before"] = new(RightSide.PointInTime, (left, right) => Comparison.Instant(left.Value) < Comparison.Instant(right)),
        ["after"] = new(RightSide.PointInTime, (left, right) => Comparison.Instant(left.Value) > Comparison.Instant(right)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => All.Keys;

    public static Operator? Find(string name) => All.GetValueOrDefault(name);

    private static bool In(Located left, JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Any(item => Comparison.Equal(left, item));

    private static bool Contains(Located left, JsonElement right) => left.Value.ValueKind == JsonValueKind.Array
        ? left.Value.EnumerateArray().Any(item => Comparison.Equal(new Located(item, IsMoney: false), right))
        : Text(left.Value, right, (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static bool Text(JsonElement left, JsonElement right, Func<string, string, bool> test) =>
        left.ValueKind == JsonValueKind.String && right.ValueKind == JsonValueKind.String
        && test(left.GetString()!, right.GetString()!);
}
