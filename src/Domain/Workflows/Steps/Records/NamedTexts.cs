using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>Named values that work out to texts.</summary>
internal static class NamedTexts
{
    /// <summary>
    /// Writes them as one object. One that works out to nothing is an error: a search without it would find what was not
    /// asked for.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<KeyValuePair<string, Template>> values, Scope scope, int longest)
    {
        writer.WriteStartObject(name);
        foreach (var (member, value) in values)
            writer.WriteString(member, StepText.Required(value.Render(scope), $"{name}.{member}", longest));
        writer.WriteEndObject();
    }

    /// <summary>Reports the names that are not among the known ones.</summary>
    public static void Check(
        StepConfig config, StepMember member, IEnumerable<KeyValuePair<string, Template>> values, IReadOnlyCollection<string> known, string what)
    {
        foreach (var (name, _) in values.Where(value => !known.Contains(value.Key)))
        {
            config.Problem(
                member, "not_allowed",
                known.Count == 0 ? $"{what} has none of these." : $"{what} has no “{name}”. Use one of {string.Join(", ", known)}.", "." + name);
        }
    }
}
