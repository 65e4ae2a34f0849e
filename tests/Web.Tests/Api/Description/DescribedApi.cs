using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Financbase.Web.Tests.Api.Description;

/// <summary>The API's description as a program reads it.</summary>
internal sealed class DescribedApi(string text)
{
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    public JsonObject Json { get; } = JsonNode.Parse(text)!.AsObject();

    /// <summary>Null when it is not described.</summary>
    public JsonObject? Operation(ApiRoute route) => Json["paths"]![route.Path]?[route.Method.ToLowerInvariant()]?.AsObject();

    public IEnumerable<string> ParametersOf(ApiRoute route, string place) =>
        from parameter in Operation(route)!["parameters"]?.AsArray() ?? []
        where (string)parameter!["in"]! == place
        select (string)parameter["name"]!;

    public JsonNode Parameter(ApiRoute route, string name) =>
        Operation(route)!["parameters"]!.AsArray().Single(parameter => (string)parameter!["name"]! == name)!;

    public JsonNode? AnswerSchema(ApiRoute route, int status) =>
        Operation(route)!["responses"]![$"{status}"]?["content"]?["application/json"]?["schema"];

    public JsonNode? BodySchema(ApiRoute route) => Operation(route)!["requestBody"]?["content"]?["application/json"]?["schema"];

    public JsonNode? Example(ApiRoute route) => Operation(route)!["requestBody"]?["content"]?["application/json"]?["example"];

    /// <summary>What does not fit, with its place; in an answer, a member that is not described does not fit either.</summary>
    public IReadOnlyList<string> Misfits(JsonNode schema, JsonElement value)
    {
        var key = schema.ToJsonString();
        if (!_schemas.TryGetValue(key, out var compiled))
            _schemas[key] = compiled = Compile(schema);
        var result = compiled.Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }

    private JsonSchema Compile(JsonNode schema)
    {
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$defs"] = Json["components"]!["schemas"]!.DeepClone(),
            ["allOf"] = new JsonArray(schema.DeepClone()),
        };
        foreach (var definition in whole["$defs"]!.AsObject())
            Close(definition.Value!);
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
    }

    private static void Close(JsonNode schema)
    {
        if (schema is JsonObject { } type && type["properties"] is JsonObject && !type.ContainsKey("additionalProperties"))
            type["additionalProperties"] = false;
    }
}
