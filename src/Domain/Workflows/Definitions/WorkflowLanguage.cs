using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>What a definition may say: the kinds of step and trigger, the template language and the known events.</summary>
/// <param name="Steps">Usually <see cref="StepKinds.BuiltIn"/>.</param>
/// <param name="Triggers">Usually <see cref="TriggerKinds.BuiltIn"/>.</param>
/// <param name="Templates">Compiles text with <c>{{ }}</c>.</param>
/// <param name="IsEvent">Whether the catalogue has an event of this name.</param>
public sealed record WorkflowLanguage(
    StepKinds Steps, TriggerKinds Triggers, ITemplates Templates, Func<string, bool> IsEvent)
{
    /// <summary>Compiles the programs of <c>code</c> steps.</summary>
    public required IScripts Scripts { get; init; }

    /// <summary>Reads the times of <c>schedule</c> triggers.</summary>
    public required ISchedules Schedules { get; init; }

    /// <summary>What the data of an event has, by its name.</summary>
    public Func<string, ValueShape> EventShape { get; init; } = _ => ValueShape.Anything;

    /// <summary>Whether the organization has a secret of this name; asked when a draft is to be published.</summary>
    public Func<string, bool> IsSecret { get; init; } = _ => true;

    /// <summary>Whether who would publish holds this permission; asked like <see cref="IsSecret"/>.</summary>
    public Func<string, bool> Holds { get; init; } = _ => true;

    /// <summary>The permission that who would publish lacks to see every event of this name, or null; asked like <see cref="IsSecret"/>.</summary>
    public Func<string, string?> LacksToSee { get; init; } = _ => null;
}
