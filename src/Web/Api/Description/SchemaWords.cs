using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary>What the framework cannot read off our types: money, ids, and what is always there.</summary>
internal sealed class SchemaWords(EndpointDataSource endpoints) : IOpenApiSchemaTransformer
{
    private readonly Lazy<HashSet<Type>> _bodies = new(() =>
        [.. endpoints.Endpoints.Where(route => route.Metadata.GetMetadata<Access.UseCase>() is not null)
            .Select(route => RouteShapes.BodyOf(route.Metadata)).OfType<Type>().Where(type => type != typeof(JsonElement)).SelectMany(WithParts)]);

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(Money))
            DescribeMoney(schema);
        else if (IsId(Nullable.GetUnderlyingType(type) ?? type))
            (schema.Type, schema.Format) = (JsonSchemaType.String | Null(type), "uuid");
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(BodyAmount))
            (schema.Type, schema.Pattern, schema.Examples) = (JsonSchemaType.String | JsonSchemaType.Number | Null(type), @"^[+-]?\d+(\.\d+)?$", ["1250.00"]);
        else if (type == typeof(NoData))
            (schema.Type, schema.Properties) = (JsonSchemaType.Null, null);
        else if (_bodies.Value.Contains(type))
            schema.AdditionalPropertiesAllowed = false;
        else if (schema.Properties is { Count: > 0 } members && type.Assembly.GetName().Name!.StartsWith("Financbase.", StringComparison.Ordinal))
            schema.Required = members.Keys.Where(name => IsAlwaysWritten(context.JsonTypeInfo, name)).Order(StringComparer.Ordinal).ToHashSet();
        return Task.CompletedTask;
    }

    // Parts of a body that are told of in a type of ours, made for it.
    private static IEnumerable<Type> WithParts(Type body) =>
        [body, .. body.GetProperties().Select(member => member.PropertyType.IsGenericType ? member.PropertyType.GetGenericArguments()[^1] : member.PropertyType).Where(type => type.IsClass && type.Assembly == typeof(SchemaWords).Assembly).SelectMany(WithParts)];

    private static void DescribeMoney(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "An amount, exact to the currency’s smallest unit.";
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["value"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^-?\d+(\.\d+)?$", Examples = ["123.45"] },
            ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$", Examples = ["EUR"] },
        };
        schema.Required = new HashSet<string> { "currency", "value" };
    }

    private static bool IsId(Type type) => type.IsValueType
        && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityId<>));

    private static JsonSchemaType Null(Type type) => Nullable.GetUnderlyingType(type) is null ? 0 : JsonSchemaType.Null;

    private static bool IsAlwaysWritten(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(property => property.Name == name)?.AttributeProvider is not MemberInfo member
        || member.GetCustomAttribute<JsonIgnoreAttribute>() is null;
}
