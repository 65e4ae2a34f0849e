using System.Collections.Frozen;
using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>What is known of a value before there is one: which members references may read of it.</summary>
public abstract record ValueShape
{
    private ValueShape()
    {
    }

    /// <summary>Nothing is known, so anything may be read.</summary>
    public static ValueShape Anything { get; } = new Open();

    /// <summary>A text, a number or a truth.</summary>
    public static ValueShape Plain { get; } = new Object(FrozenDictionary<string, ValueShape>.Empty);

    /// <summary>Has these members and no others.</summary>
    public sealed record Object(IReadOnlyDictionary<string, ValueShape> Members) : ValueShape;

    /// <summary>A list of such values.</summary>
    public sealed record List(ValueShape Of) : ValueShape;

    private sealed record Open : ValueShape;

    public static ValueShape Having(params IEnumerable<(string Name, ValueShape Shape)> members) =>
        new Object(members.ToFrozenDictionary(member => member.Name, member => member.Shape, StringComparer.Ordinal));

    /// <param name="type">As a <see cref="Steps.StepOutput"/> says it.</param>
    public static ValueShape OfType(string type) => type switch
    {
        "text" or "number" or "boolean" or "date" => Plain,
        "list" => new List(Anything),
        _ => Anything,
    };

    /// <summary>As a JSON Schema says; what it says in other ways than by type, properties and items is left open.</summary>
    public static ValueShape OfSchema(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type))
            return Anything;
        string?[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString())] : [type.GetString()];
        return types.FirstOrDefault(one => one != "null") switch
        {
            "object" when schema.TryGetProperty("properties", out var properties) => Having(properties.EnumerateObject().Select(member => (member.Name, OfSchema(member.Value)))),
            "array" => new List(schema.TryGetProperty("items", out var items) ? OfSchema(items) : Anything),
            "string" or "number" or "integer" or "boolean" => Plain,
            _ => Anything,
        };
    }

    /// <summary>Whether it may be read, as templates read: every value has a size, a list a first and a last item.</summary>
    /// <param name="segments">Member by member.</param>
    /// <param name="missing">What is not there.</param>
    /// <param name="within">What the members are instead, where it has any.</param>
    public bool Has(ReadOnlySpan<string> segments, out string missing, out IEnumerable<string> within)
    {
        (missing, within) = ("", []);
        if (segments.IsEmpty || this is Open || segments[0] == "size")
            return true;
        var next = this switch
        {
            Object { Members: var members } => members.GetValueOrDefault(segments[0]),
            List { Of: var item } when segments[0] is "first" or "last" || segments[0].All(char.IsAsciiDigit) => item,
            _ => null,
        };
        if (next is not null)
            return next.Has(segments[1..], out missing, out within);

        (missing, within) = (segments[0], this is Object { Members: var known } ? known.Keys.Order(StringComparer.Ordinal) : []);
        return false;
    }
}
