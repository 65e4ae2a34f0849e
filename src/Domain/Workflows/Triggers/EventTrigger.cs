using Financbase.Domain.Workflows.Conditions;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary><c>event {event, filter?}</c>: an event of the catalogue that passes the filter.</summary>
public sealed class EventKind : TriggerKind
{
    public override string Type => "event";

    public override CompiledTrigger Compile(ConfigReader trigger) =>
        new EventTrigger(trigger.Text("event", Limits.NameLength), trigger.OptionalCondition("filter"));
}

public sealed record EventTrigger(string Event, Condition? Filter) : CompiledTrigger
{
    public override string EventName => Event;

    public override ValueShape Brings(Func<string, ValueShape> eventShape) => eventShape(Event);

    /// <summary>Whether this event starts the workflow; a filter that cannot be evaluated does not.</summary>
    /// <exception cref="SharedKernel.DomainException">A template of the filter failed.</exception>
    public bool Accepts(Scope scope) => Filter is null || Filter.Holds(scope);
}
