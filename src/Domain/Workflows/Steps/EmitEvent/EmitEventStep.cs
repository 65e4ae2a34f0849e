using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <param name="Name">Without <c>custom.</c>.</param>
/// <param name="Data">Of the event.</param>
public sealed record EmitEventStep(string Name, IReadOnlyList<KeyValuePair<string, Template>> Data) : PerformedStep
{
    public override IReadOnlyList<string> Permissions => [Access.Permissions.Events.Emit];

    public override JsonElement Prepare(Scope scope) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WritePropertyName("data");
        new Template.Object(Data).Write(writer, scope);
        writer.WriteEndObject();
    });
}
