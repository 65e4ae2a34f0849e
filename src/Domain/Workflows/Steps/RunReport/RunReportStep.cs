using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <param name="Report">Null in a definition that is refused.</param>
/// <param name="Parameters">Of what.</param>
public sealed record RunReportStep(Report? Report, IReadOnlyList<KeyValuePair<string, Template>> Parameters) : PerformedStep
{
    private const int LongestValue = 100;

    public override IReadOnlyList<string> Permissions => Report is null ? [] : [Report.Permission];

    public override JsonElement Prepare(Scope scope) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("report", Report!.Name);
        NamedTexts.Write(writer, "parameters", Parameters, scope, LongestValue);
        writer.WriteEndObject();
    });
}
