using System.Runtime.CompilerServices;
using System.Text.Json;
using Financbase.Domain.Events;
using Financbase.Domain.Workflows.Gallery;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Gallery;

public sealed class WorkflowTemplatesTests
{
    private static IEnumerable<WorkflowTemplate> All => WorkflowTemplates.All;

    [Test]
    public void There_are_templates_with_words_for_people()
    {
        WorkflowTemplates.All.Count.ShouldBeGreaterThanOrEqualTo(8);
        WorkflowTemplates.All.ShouldAllBe(template => template.Title.Length > 5 && template.Summary.EndsWith('.') && template.Sample.ValueKind == JsonValueKind.Object);
        WorkflowTemplates.Find("none").ShouldBeNull();
    }

    [Test]
    public void The_documentation_lists_every_template_and_every_kind_of_step()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Here(), "..", "..", "..", "..", "docs", "workflows.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

        foreach (var name in WorkflowTemplates.All.Select(template => template.Id).Concat(StepKinds.BuiltIn.All.Select(kind => kind.Type)))
            rows.Count(row => row.StartsWith($"| `{name}` |", StringComparison.Ordinal)).ShouldBe(1, name);
    }

    [TestCaseSource(nameof(All))]
    public void Each_place_has_a_parameter_and_each_parameter_a_place(WorkflowTemplate template)
    {
        var text = template.Definition.GetRawText();

        template.Parameters.Select(parameter => parameter.Name).ShouldBeUnique();
        foreach (var parameter in template.Parameters)
            text.ShouldContain($"{{{{ parameters.{parameter.Name} }}}}");
        TemplateFilling.Fill(template, new Dictionary<string, string>()).ShouldNotContain("parameters.");
        TemplateFilling.Problems(template, template.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default)).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(All))]
    public void The_events_that_it_names_are_in_the_catalogue(WorkflowTemplate template)
    {
        foreach (var name in Events(template.Definition))
            EventCatalogue.Find(name).ShouldNotBeNull(name);
    }

    [TestCase("amount", "-1", false)]
    [TestCase("amount", "1,000", false)]
    [TestCase("amount", "", false)]
    [TestCase("amount", "99.50", true)]
    [TestCase("days", "2.5", false)]
    [TestCase("days", "1", false)]
    [TestCase("days", "30", true)]
    [TestCase("role", "The owner", false)]
    [TestCase("role", "accountant", true)]
    [TestCase("other", "x", false)]
    public void Values_that_do_not_fit_are_told(string name, string value, bool fits)
    {
        var template = WorkflowTemplates.Find("large-payment-review")!;

        TemplateFilling.Problems(template, new Dictionary<string, string> { [name] = value }).Keys.ShouldBe(fits ? [] : [name]);
        if (!fits)
            Should.Throw<ArgumentException>(() => TemplateFilling.Fill(template, new Dictionary<string, string> { [name] = value }));
    }

    [Test]
    public void A_text_is_put_in_as_it_is_and_cannot_become_a_template()
    {
        var template = WorkflowTemplates.Find("client-onboarding")!;

        TemplateFilling.Problems(template, new Dictionary<string, string> { ["signature"] = "{{ secrets.key }}" }).ShouldNotBeEmpty();
        var filled = TemplateFilling.Fill(template, new Dictionary<string, string> { ["signature"] = "\"Ida\"\nof $1" });
        JsonElement.Parse(filled).GetProperty("steps")[0].GetProperty("config").GetProperty("body").GetString()!.ShouldEndWith("\"Ida\"\nof $1");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static IEnumerable<string> Events(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member is { Name: "event", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Events(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Events),
        _ => [],
    };
}
