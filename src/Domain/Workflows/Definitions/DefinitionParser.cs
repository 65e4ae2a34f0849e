using System.Text;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows.Definitions;

internal static class DefinitionParser
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false };

    public static ParsedDefinition Parse(string json, WorkflowLanguage language)
    {
        if (Encoding.UTF8.GetByteCount(json) > Limits.PayloadBytes)
            return Refused("too_large", WorkflowsErrors.PayloadTooLarge.Message);
        try
        {
            return Parse(JsonElement.Parse(json, Strict), language);
        }
        catch (JsonException mistake)
        {
            return Refused("malformed", $"This is not JSON: {mistake.Message}");
        }
    }

    public static ParsedDefinition Parse(JsonElement json, WorkflowLanguage language)
    {
        if (ForeignJson.Problem(json) is { } problem)
            return Refused("malformed", problem);
        language = language with { Templates = new TemplateAllowance(language.Templates) };
        var found = new ProblemList();
        var reader = new ConfigReader(json, "", found, language);
        var name = reader.Text("name", Limits.NameLength);
        var description = reader.OptionalText("description", Limits.DescriptionLength);
        var (triggers, ofTriggers) = Triggers(reader, language);
        var (steps, ofSteps) = Steps(reader, language);
        var entry = reader.OptionalText("entry", Limits.NameLength);
        TimeSpan? timeout = reader.Has("timeout") ? reader.Duration("timeout", TimeSpan.FromSeconds(1), Limits.LongestDelay) : null;
        var concurrency = reader.Has("concurrency") ? ConcurrencyRule.Read(reader.Object("concurrency")) : null;
        foreach (var reference in found.References.Where(reference => reference.Path.Root is not ("trigger" or "organization")))
            reader.Problem("concurrency.key", "not_allowed", $"“{reference.Path.Text}” is not known when an execution begins; use trigger and organization.");
        reader.Skip("timeout", "concurrency");
        reader.RefuseTheRest();
        DefinitionProblem[] problems = [.. found.Problems.Concat(ofTriggers).Concat(ofSteps).Take(ParsedDefinition.MostProblems)];
        return new ParsedDefinition(
            problems.Length > 0 ? null : new WorkflowDefinition(name, description, triggers, steps, entry) { Timeout = timeout, Concurrency = concurrency },
            problems);
    }

    private static (List<TriggerDefinition>, List<DefinitionProblem>) Triggers(ConfigReader reader, WorkflowLanguage language)
    {
        List<TriggerDefinition> triggers = [];
        List<DefinitionProblem> problems = [];
        if (reader.Has("trigger") && reader.Has("triggers"))
            reader.Problem("trigger", "not_allowed", "Use “trigger” or “triggers”, not both.");
        foreach (var (json, at) in reader.Has("trigger") ? [reader.Whole("trigger")] : reader.Items("triggers", Limits.Triggers))
        {
            var found = new ProblemList();
            var trigger = new ConfigReader(json, at, found, language);
            var type = trigger.Text("type", Limits.NameLength);
            if (language.Triggers.Find(type) is { } kind)
                triggers.Add(new TriggerDefinition(type, json, Compile(kind, trigger), found.References));
            else if (type.Length > 0)
                trigger.Problem("type", "unknown_trigger_type", $"“{type}” is not a kind of trigger; use one of {Names(language.Triggers.All.Select(known => known.Type))}.");
            problems.AddRange(found.Problems);
        }

        reader.Skip("trigger", "triggers");
        return (triggers, problems);
    }

    private static CompiledTrigger Compile(TriggerKind kind, ConfigReader trigger)
    {
        var compiled = kind.Compile(trigger);
        trigger.RefuseTheRest();
        return compiled;
    }

    private static (List<StepDefinition>, List<DefinitionProblem>) Steps(ConfigReader reader, WorkflowLanguage language)
    {
        List<StepDefinition> steps = [];
        List<DefinitionProblem> problems = [];
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (json, at) in reader.Items("steps", Limits.Steps))
        {
            var (step, found) = StepParser.Parse(json, at, language);
            problems.AddRange(found);
            if (step is null)
                continue;
            steps.Add(step);
            if (!keys.Add(step.Key))
                problems.Add(new DefinitionProblem($"{at}.key", step.Key, null, "duplicate_key", $"Two steps have the key “{step.Key}”."));
        }

        return (steps, problems);
    }

    private static ParsedDefinition Refused(string code, string message) =>
        new(null, [new DefinitionProblem("", null, null, code, message)]);

    internal static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
