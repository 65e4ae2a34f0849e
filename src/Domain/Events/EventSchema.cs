using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Events;

/// <summary>The JSON Schema (2020-12) of an event's <c>data</c>, read off its record.</summary>
public static class EventSchema
{
    private static readonly JsonSchemaExporterOptions Rules = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Spell };

    public static JsonElement Of(EventType type) =>
        JsonSerializer.SerializeToElement(WireJson.Options.GetJsonSchemaAsNode(type.Data, Rules));

    // What our own converters write is not to be read off their types.
    private static JsonNode Spell(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        return type == typeof(Money) ? MoneySchema()
            : type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>))
                ? new JsonObject { ["type"] = Types(context, "string"), ["format"] = "uuid" }
            : schema;
    }

    private static JsonNode Types(JsonSchemaExporterContext context, string type) =>
        Nullable.GetUnderlyingType(context.TypeInfo.Type) is null ? type : new JsonArray(type, "null");

    private static JsonObject MoneySchema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["value"] = new JsonObject { ["type"] = "string", ["pattern"] = @"^-?\d+(\.\d+)?$" },
            ["currency"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z]{3}$" },
        },
        ["required"] = new JsonArray("value", "currency"),
    };
}
