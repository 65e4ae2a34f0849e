using System.Text.Json;
using Financbase.Application.Paging;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary>One parameter of an address. A test shows that each route reads exactly those that it names.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Description">What it narrows or decides.</param>
/// <param name="Schema">What its text looks like.</param>
internal sealed record QueryWords(string Name, string Description, OpenApiSchema Schema)
{
    public static QueryWords Search { get; } = Text("q", "Only what contains this text; upper and lower case are the same.");

    public static QueryWords Text(string name, string description) => new(name, description, new() { Type = JsonSchemaType.String });

    public static QueryWords Id(string name, string description) => Formatted(name, description, JsonSchemaType.String, "uuid");

    public static QueryWords Day(string name, string description) => Formatted(name, description, JsonSchemaType.String, "date");

    public static QueryWords Moment(string name, string description) => Formatted(name, description, JsonSchemaType.String, "date-time");

    public static QueryWords Amount(string name, string description) =>
        new(name, description, new() { Type = JsonSchemaType.String, Pattern = @"^[+-]?\d+(\.\d+)?$" });

    public static QueryWords Flag(string name, string description) =>
        new(name, description, new() { Type = JsonSchemaType.Boolean, Default = false });

    public static QueryWords Whole(string name, int least, int most, int normally, string description) => new(name, description, new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = $"{least}",
        Maximum = $"{most}",
        Default = normally,
    });

    public static QueryWords Whole(string name, int least, int most, string description) => new(name, description, new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = $"{least}",
        Maximum = $"{most}",
    });

    /// <summary>One of an enum's words.</summary>
    public static QueryWords Word<TEnum>(string name, string description) where TEnum : struct, Enum =>
        OneOf(name, description, [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName)]);

    public static QueryWords Order(Sorts sorts)
    {
        const string Description = "The order; with `-` the other way round: the latest, the largest or the end of the alphabet first.";
        return sorts.Normally is { } normally
            ? OneOf("sort", Description, normally, [.. sorts.Words])
            : OneOf("sort", Description, [.. sorts.Words]);
    }

    public static QueryWords OneOf(string name, string description, params ReadOnlySpan<string> words) => new(name, description, new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. words.ToArray()],
    });

    public static QueryWords OneOf(string name, string description, string normally, params ReadOnlySpan<string> words)
    {
        var one = OneOf(name, description, words);
        one.Schema.Default = normally;
        return one;
    }

    private static QueryWords Formatted(string name, string description, JsonSchemaType type, string format) =>
        new(name, description, new() { Type = type, Format = format });
}
