using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>A JSON object in a template: members by name, and its JSON where text is wanted.</summary>
internal sealed class JsonObjectValue(JsonElement json) : FluidValue
{
    public JsonElement Json { get; } = json;

    public override FluidValues Type => FluidValues.Dictionary;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        name == "size" && !Json.TryGetProperty(name, out _)
            ? NumberValue.Create(Json.GetPropertyCount())
            : LiquidValues.Member(Json, name);

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) =>
        LiquidValues.Member(Json, index.ToStringValue());

    /// <summary>As Liquid does: pairs of name and value.</summary>
    public override IEnumerable<FluidValue> Enumerate(TemplateContext context) =>
        Json.EnumerateObject().Select(member => new ArrayValue([new StringValue(member.Name), LiquidValues.Of(member.Value)]));

    public override bool Equals(FluidValue? other) =>
        other is JsonObjectValue same && JsonElement.DeepEquals(Json, same.Json);

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => Json.GetPropertyCount();

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => Json.GetRawText();

    public override object ToObjectValue() => Json;

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        writer.Write(Json.GetRawText());
        return ValueTask.CompletedTask;
    }
}
