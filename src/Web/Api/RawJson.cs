using System.Text.Json;
using System.Text.Json.Serialization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>JSON that is written already, so that an answer's content is written once and can be hashed on its way.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record RawJson(byte[] Utf8)
{
    public static RawJson Of(object? value) => new(JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options));

    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8, skipInputValidation: true);
    }
}
