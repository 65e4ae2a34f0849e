using System.Text.Json;
using System.Text.Json.Serialization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>
/// JSON of a caller: a repeated member or text that cannot be kept is malformed; an unknown member, a wrong type or a
/// missing field is named.
/// </summary>
internal static class StrictJson
{
    public static JsonDocumentOptions Syntax { get; } = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private static JsonSerializerOptions Shape { get; } = CreateShape();

    /// <exception cref="DomainException">400, or 422 with the path of what does not fit.</exception>
    public static T Read<T>(JsonElement json)
    {
        if (ForeignJson.Problem(json) is { } problem)
            throw new DomainException(new Error("malformed", $"This JSON cannot be accepted. {problem}", ErrorKind.Malformed));
        try
        {
            return json.Deserialize<T>(Shape) ?? throw new DomainException(Error.Validation("$", "The body must be an object."));
        }
        catch (JsonException unfit)
        {
            throw new DomainException(Error.Validation(unfit.Path ?? "$", "Unknown member, wrong type or missing field."));
        }
    }

    /// <summary>The error for text that is no JSON at all.</summary>
    public static DomainException Malformed(string what, JsonException broken) => new(new Error(
        "malformed", $"{what} is not valid JSON (line {broken.LineNumber + 1}).", ErrorKind.Malformed));

    private static JsonSerializerOptions CreateShape()
    {
        var options = new JsonSerializerOptions
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
        };
        WireJson.Configure(options);
        options.Converters.Add(new UtcMoments());
        return options;
    }

    // The database keeps moments, not the offset in which somebody wrote one.
    private sealed class UtcMoments : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
