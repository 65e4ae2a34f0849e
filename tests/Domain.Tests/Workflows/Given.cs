using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Tests.Workflows;

internal static class Given
{
    public static WorkflowLanguage Language { get; } = LanguageOf(StepKinds.BuiltIn);

    public static WorkflowLanguage LanguageOf(StepKinds steps) => new(
        steps, TriggerKinds.BuiltIn, new PlainTemplates(), name => name is "bank_transaction.created" or "invoice.paid")
    {
        Scripts = new PlainScripts(),
        Schedules = new PlainSchedules(),
    };

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    public static WorkflowDefinition Definition(string json)
    {
        var parsed = WorkflowDefinition.Parse(json, Language);
        parsed.Problems.ShouldBeEmpty();
        return parsed.Definition.ShouldNotBeNull();
    }

    /// <summary>A definition around these steps, with a manual trigger.</summary>
    public static WorkflowDefinition Steps(string steps) =>
        Definition($$"""{"name":"Test","trigger":{"type":"manual"},"steps":[{{steps}}]}""");

    public static WorkflowPlan Plan(string steps)
    {
        var definition = Steps(steps);
        GraphCheck.Of(definition, Language).ShouldBeEmpty();
        return WorkflowPlan.Of(definition);
    }

    /// <summary>Its budget is not spent on a busy machine.</summary>
    public static SegmentContext Context(string trigger = "{}") => new(
        new TriggerInput(Json(trigger)), Json("""{"slug":"acme"}"""), TimeProvider.System, () => 1)
    {
        MaxTime = TimeSpan.FromMinutes(1),
    };
}
