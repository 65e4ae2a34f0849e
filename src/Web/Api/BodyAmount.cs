using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Financbase.Web.Api;

/// <summary>An amount in a body, in major units: a text such as <c>"1250.00"</c>, or a number.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct BodyAmount(decimal Value)
{
    private sealed class Converter : JsonConverter<BodyAmount>
    {
        public override BodyAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var amount = 0m;
            var isRead = reader.TokenType switch
            {
                JsonTokenType.Number => reader.TryGetDecimal(out amount),
                JsonTokenType.String => decimal.TryParse(
                    reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount),
                _ => false,
            };
            return isRead ? new BodyAmount(amount) : throw new JsonException("An amount is written like 1250.00.");
        }

        public override void Write(Utf8JsonWriter writer, BodyAmount value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value.ToString(CultureInfo.InvariantCulture));
    }
}
