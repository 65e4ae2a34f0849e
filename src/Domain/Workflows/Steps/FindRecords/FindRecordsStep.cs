using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <param name="Resource">Null in a definition that is refused.</param>
/// <param name="Filter">What is asked for.</param>
/// <param name="Sort">One of the resource's orders.</param>
/// <param name="Limit">How many are read at most.</param>
public sealed record FindRecordsStep(RecordKind? Resource, IReadOnlyList<KeyValuePair<string, Template>> Filter, string Sort, int Limit) : PerformedStep
{
    private const int LongestValue = 500;

    public override IReadOnlyList<string> Permissions => Resource is null ? [] : [Resource.Permission];

    public override IReadOnlyList<string> WiderWith => Resource?.WiderWith ?? [];

    public override JsonElement Prepare(Scope scope) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("resource", Resource!.Name);
        NamedTexts.Write(writer, "filter", Filter, scope, LongestValue);
        writer.WriteString("sort", Sort);
        writer.WriteNumber("limit", Limit);
        writer.WriteEndObject();
    });
}
