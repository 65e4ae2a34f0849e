using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fluid.Values;
using JsonValues = Financbase.Domain.Workflows.Expressions.Json;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>Between JSON and the template language's values.</summary>
internal static class LiquidValues
{
    public static FluidValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObjectValue(json),
        JsonValueKind.Array => new ArrayValue([.. json.EnumerateArray().Select(Of)]),
        JsonValueKind.String => new StringValue(json.GetString()!),
        JsonValueKind.Number when json.TryGetDecimal(out var number) => NumberValue.Create(number),
        JsonValueKind.Number => new StringValue(json.GetRawText()),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        _ => NilValue.Instance,
    };

    public static FluidValue Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? Of(member) : NilValue.Instance;

    public static JsonElement ToJson(FluidValue value, RenderingBudget budget) =>
        JsonValues.Build(writer => Write(writer, value, budget));

    private static void Write(Utf8JsonWriter writer, FluidValue value, RenderingBudget budget)
    {
        budget.Spend(1);
        switch (value)
        {
            case NilValue or EmptyValue or BlankValue:
                writer.WriteNullValue();
                break;
            case BooleanValue truth:
                writer.WriteBooleanValue(truth.ToBooleanValue());
                break;
            case NumberValue number:
                writer.WriteNumberValue(number.ToNumberValue());
                break;
            case ArrayValue items:
                writer.WriteStartArray();
                foreach (var item in items.Values)
                {
                    Write(writer, item, budget);
                }

                writer.WriteEndArray();
                break;
            case JsonObjectValue json:
                budget.Spend(JsonMarshal.GetRawUtf8Value(json.Json).Length);
                json.Json.WriteTo(writer);
                break;
            case DateTimeValue moment:
                writer.WriteStringValue(((DateTimeOffset)moment.ToObjectValue()).ToString("O", CultureInfo.InvariantCulture));
                break;
            default:
                var text = value.ToStringValue();
                budget.Spend(text.Length);
                writer.WriteStringValue(text);
                break;
        }
    }
}
