using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>waitForEvent {event, filter?, timeout?}</c>: waits for an event of the organization that happens from now on and
/// passes the filter, a condition whose fields are <c>event.*</c> (the event's data) and whose values may be templates,
/// worked out when the wait begins. Outcomes <c>default</c> and <c>timeout</c>; the output is <c>{"event"}</c>, the
/// event's data, and its envelope as <c>{"$event"}</c>.
/// </summary>
public sealed class WaitForEventKind : StepKind
{
    private static readonly TextMember Event = new("event", "Event") { Help = "A name of the catalogue, such as bank_transaction.created." };

    private static readonly EventFilterMember Filter = new("filter", "Only when")
    {
        Optional = true,
        Help = "Fields are event.*, the event's data. Values may hold templates, worked out when the wait begins.",
    };

    private static readonly DurationMember Timeout = new("timeout", "Wait at most", TimeSpan.Zero, Limits.LongestDelay) { Optional = true };

    public override string Type => "waitForEvent";

    public override EffectClass Effect => EffectClass.Waiting;

    public override StepCard Card { get; } = new()
    {
        Title = "Wait for an event",
        Summary = "Waits for something to happen in the organization from now on, or until the time is over.",
        Category = StepCategory.Time,
        Icon = "radio",
        Line = "for {event}",
        Outcomes = [new(Outcomes.Default, "The event has happened."), new("timeout", "The time is over.")],
        Output = [new("event", "object", "The event's data."), new("$event", "object", "The event's envelope.")],
        Example = """
            {"event":"bank_transaction.created","filter":{"field":"event.reference","op":"eq","value":"{{ trigger.number }}"},"timeout":"P14D"}
            """,
    };

    public override StepSchema Schema { get; } = new(Event, Filter, Timeout);

    public override ValueShape OutputOf(CompiledStep step, Func<string, ValueShape> eventShape) => ValueShape.Having(
        ("event", step is WaitForEventStep { Event: var name } ? eventShape(name) : ValueShape.Anything), ("$event", ValueShape.Anything));

    public override CompiledStep Compile(StepConfig config) =>
        new WaitForEventStep(config.Read(Event), config.Read(Filter), config.Read(Timeout));
}

public sealed record WaitForEventStep(string Event, Template? Filter, TimeSpan? Timeout) : WaitingStep
{
    private static readonly IReadOnlyList<string> HappenedOrNot = [Outcomes.Default, "timeout"];

    public override IReadOnlyList<string> Ports => HappenedOrNot;

    public override Wait Begin(Scope scope)
    {
        var filter = Filter?.Render(scope) ?? default;
        return new Wait(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("event", Event);
            if (filter.ValueKind != JsonValueKind.Undefined)
            {
                writer.WritePropertyName("filter");
                filter.WriteTo(writer);
            }

            writer.WriteEndObject();
        }))
        { Delay = Timeout, For = new Awaited.Event(Event, filter) };
    }

    public override StepResult Wake(Scope scope) => StepResult.Succeed(Json.EmptyObject, "timeout");
}
