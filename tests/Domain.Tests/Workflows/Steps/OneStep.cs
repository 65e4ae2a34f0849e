using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Steps;

/// <summary>One step by itself.</summary>
internal static class OneStep
{
    public static CompiledStep Compiled(string type, string config) =>
        Given.Steps($$"""{"key":"a","type":"{{type}}","config":{{config}}}""").Steps[0].Compiled;

    /// <summary>The paths of what is wrong with a definition of this step, well-formedness and publishing alike.</summary>
    public static IReadOnlyList<string> Problems(string type, string config) => [.. Found(type, config).Select(problem => problem.Path)];

    public static IReadOnlyList<DefinitionProblem> Found(string type, string config)
    {
        var parsed = WorkflowDefinition.Parse(
            $$"""{"name":"Test","trigger":{"type":"manual"},"steps":[{"key":"a","type":"{{type}}","config":{{config}}}]}""", Given.Language);
        return parsed.Definition is { } definition ? GraphCheck.Of(definition, Given.Language) : parsed.Problems;
    }

    public static JsonElement Prepare(string type, string config, object? trigger = null) =>
        Compiled(type, config).ShouldBeAssignableTo<PerformedStep>()!.Prepare(ScopeOf(trigger));

    public static Error Refused(string type, string config, object? trigger = null) =>
        Should.Throw<DomainException>(() => Prepare(type, config, trigger)).Error;

    public static StepResult.Succeeded Run(string type, string config, object? trigger = null) =>
        Compiled(type, config).ShouldBeAssignableTo<PureStep>()!.Run(ScopeOf(trigger)).ShouldBeOfType<StepResult.Succeeded>();

    public static Error Fails(string type, string config, object? trigger = null) =>
        Should.Throw<DomainException>(() => Run(type, config, trigger)).Error;

    public static Scope ScopeOf(object? trigger) => Scope.OfTrigger(
        new TriggerInput(JsonSerializer.SerializeToElement(trigger ?? new { email = "owner@north.example", name = "North" })),
        Given.Json("{}"),
        DateTimeOffset.UnixEpoch);
}
