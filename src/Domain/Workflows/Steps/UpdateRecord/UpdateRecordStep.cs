using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <param name="Resource">Null in a definition that is refused.</param>
/// <param name="Id">Works out to its id.</param>
/// <param name="Set">What is changed.</param>
public sealed record UpdateRecordStep(RecordKind? Resource, Template Id, IReadOnlyList<KeyValuePair<string, Template>> Set) : PerformedStep
{
    private const int LongestValue = 500;

    public override IReadOnlyList<string> Permissions =>
    [
        .. from change in Resource?.Changes ?? []
           where Set.Any(value => value.Key == change.Member)
           from permission in change.Permissions
           select permission,
    ];

    // Whether it may be seen is asked as well.
    public override IReadOnlyList<string> WiderWith => Resource?.WiderWith ?? [];

    public override JsonElement Prepare(Scope scope)
    {
        var id = StepText.Required(Id.Render(scope), "id", GetRecordStep.LongestId).Trim();
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("resource", Resource!.Name);
            writer.WriteString("id", id);
            NamedTexts.Write(writer, "set", Set, scope, LongestValue);
            writer.WriteEndObject();
        });
    }
}
