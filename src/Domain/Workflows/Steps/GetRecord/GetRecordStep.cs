using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <param name="Resource">Null in a definition that is refused.</param>
/// <param name="Id">Works out to its id.</param>
public sealed record GetRecordStep(RecordKind? Resource, Template Id) : PerformedStep
{
    internal const int LongestId = 100;

    public override IReadOnlyList<string> Permissions => Resource is null ? [] : [Resource.Permission];

    public override IReadOnlyList<string> WiderWith => Resource?.WiderWith ?? [];

    public override JsonElement Prepare(Scope scope)
    {
        var id = StepText.Required(Id.Render(scope), "id", LongestId).Trim();
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("resource", Resource!.Name);
            writer.WriteString("id", id);
            writer.WriteEndObject();
        });
    }
}
