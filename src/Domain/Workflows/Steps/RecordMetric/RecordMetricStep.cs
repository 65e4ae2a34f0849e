using System.Globalization;
using System.Text.Json;
using Financbase.Domain.Monitoring;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <param name="Name">Of what is measured.</param>
/// <param name="Value">Works out to a number.</param>
/// <param name="Labels">Tell the numbers of one name apart.</param>
public sealed record RecordMetricStep(string Name, Template Value, IReadOnlyList<KeyValuePair<string, Template>> Labels) : PerformedStep
{
    public override IReadOnlyList<string> Permissions => [Access.Permissions.Monitoring.Record];

    public override JsonElement Prepare(Scope scope)
    {
        var value = Number(Value.Render(scope));
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", Name);
            writer.WriteNumber("value", value);
            NamedTexts.Write(writer, "labels", Labels, scope, Metric.LongestLabel);
            writer.WriteEndObject();
        });
    }

    // Amounts of money are texts.
    private static decimal Number(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Metric.LargestValue
            ? number
            : throw new DomainException(Error.Rule("workflows.not_a_number", "“value” did not work out to a number of at most 15 digits before the point."));
    }
}
