using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Financbase.Domain.Workflows.Gallery;

/// <summary>Every template: a file of the folder <c>Templates</c> each, found by itself.</summary>
public static class WorkflowTemplates
{
    private const string Prefix = "workflow-template/";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<TemplateParameterType>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    private static readonly FrozenDictionary<string, WorkflowTemplate> ById = Read().ToFrozenDictionary(template => template.Id, StringComparer.Ordinal);

    /// <summary>By title.</summary>
    public static IReadOnlyList<WorkflowTemplate> All { get; } = [.. ById.Values.OrderBy(template => template.Title, StringComparer.Ordinal)];

    public static WorkflowTemplate? Find(string id) => ById.GetValueOrDefault(id);

    private static IEnumerable<WorkflowTemplate> Read()
    {
        var assembly = typeof(WorkflowTemplates).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            var written = JsonSerializer.Deserialize<Written>(file, Form)!;
            yield return new WorkflowTemplate(
                name[Prefix.Length..], written.Title, written.Summary, written.Icon, written.Parameters, written.Sample, written.Definition);
        }
    }

    private sealed record Written(
        string Title, string Summary, string Icon, IReadOnlyList<TemplateParameter> Parameters, JsonElement Sample, JsonElement Definition);
}
