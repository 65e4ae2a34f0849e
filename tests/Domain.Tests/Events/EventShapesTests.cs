using System.Runtime.CompilerServices;
using System.Text.Json;
using Financbase.Domain.Events;

namespace Financbase.Domain.Tests.Events;

/// <summary>
/// Events are kept for ever and read by programs that were written long ago: the shape of a type's data changes only together with
/// its version. Every shape that was ever told stands in <c>shapes.txt</c>.
/// </summary>
public sealed class EventShapesTests
{
    private static readonly string[] Known = File.ReadAllLines(Path.Combine(Here(), "shapes.txt"));

    [Test]
    public void A_shape_that_changes_has_another_version() =>
        EventCatalogue.All.Select(type => $"{type.Name} {type.Version} {Shape(EventSchema.Of(type))}").Except(Known)
            .ShouldBeEmpty("Raise the version of these types in EventCatalogue, and add these lines to shapes.txt beside those of the versions before.");

    [Test]
    public void The_versions_of_a_type_are_counted_from_one_and_none_is_forgotten()
    {
        var versions = Known.Select(line => line.Split(' ')).GroupBy(words => words[0], words => int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));

        foreach (var type in versions)
            type.Order().ShouldBe(Enumerable.Range(1, EventCatalogue.Find(type.Key).ShouldNotBeNull(type.Key).Version), type.Key);
    }

    [Test]
    public void A_member_more_or_of_another_type_is_another_shape()
    {
        string[] shapes =
        [
            .. new[]
            {
                """{"type":"object","properties":{"a":{"type":"string"}}}""",
                """{"type":"object","properties":{"a":{"type":["string","null"]}}}""",
                """{"type":"object","properties":{"a":{"type":"string","format":"date"}}}""",
                """{"type":"object","properties":{"a":{"type":"string","enum":["x"]}}}""",
                """{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}}}}""",
                """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}""",
                """{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""",
            }.Select(schema => Shape(JsonElement.Parse(schema))),
        ];

        shapes.ShouldBeUnique();
    }

    // A member that has to be there ends with an exclamation mark.
    private static string Shape(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return schema.GetRawText();
        var type = schema.TryGetProperty("type", out var types) ? types.ValueKind == JsonValueKind.Array ? string.Join('|', types.EnumerateArray()) : types.ToString() : "any";
        var inner = schema.TryGetProperty("properties", out var members)
            ? $"{{{string.Join(',', members.EnumerateObject().Select(member => $"{member.Name}{(IsRequired(schema, member.Name) ? "!" : "")}:{Shape(member.Value)}"))}}}"
            : schema.TryGetProperty("items", out var items) ? $"[{Shape(items)}]" : "";
        return type + inner + Word(schema, "format") + Word(schema, "pattern") + Word(schema, "enum") + Word(schema, "$ref") + Word(schema, "additionalProperties");
    }

    private static bool IsRequired(JsonElement schema, string name) =>
        schema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(each => each.GetString() == name);

    private static string Word(JsonElement schema, string name) => schema.TryGetProperty(name, out var word) ? $"~{word.GetRawText().Replace(" ", "", StringComparison.Ordinal)}" : "";

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
