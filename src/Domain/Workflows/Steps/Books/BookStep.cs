using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>A step that keeps the books: its members, worked out, are what a use case takes. What works out to nothing is left out.</summary>
/// <param name="Values">In the order of the schema.</param>
/// <param name="Needs">The permissions of the use case.</param>
public sealed record BookStep(IReadOnlyList<BookValue> Values, IReadOnlyList<string> Needs) : PerformedStep
{
    public override IReadOnlyList<string> Permissions => Needs;

    /// <summary>Reads all of a schema that has nothing but values with templates.</summary>
    internal static BookStep Compile(StepConfig config, IEnumerable<TemplateMember> members, params IReadOnlyList<string> needs) =>
        new([.. members.Select(member => new BookValue(member.Name, !member.Optional, config.Read(member)))], needs);

    /// <exception cref="SharedKernel.DomainException"><c>workflows.text_missing</c>: what is required worked out to nothing.</exception>
    public override JsonElement Prepare(Scope scope) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, isRequired, template) in Values)
        {
            var value = template?.Render(scope) ?? Json.Null;
            if (IsNothing(value))
            {
                if (isRequired)
                    StepText.Required(Json.Null, name, 0);
                continue;
            }

            writer.WritePropertyName(name);
            value.WriteTo(writer);
            Json.RefuseTooLarge(writer);
        }

        writer.WriteEndObject();
    });

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        _ => false,
    };
}

/// <param name="Name">Of the member.</param>
/// <param name="IsRequired">Whether the step fails where it works out to nothing.</param>
/// <param name="Value">Null where it is absent.</param>
public sealed record BookValue(string Name, bool IsRequired, Template? Value);
