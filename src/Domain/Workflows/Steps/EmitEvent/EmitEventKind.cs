using Financbase.Domain.Events;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>emitEvent {name, data?}</c>: books the event <c>custom.&lt;name&gt;</c>, to which workflows can listen. Its prepared
/// input is <c>{"name","data"}</c>, its output <c>{"type"}</c>.
/// </summary>
public sealed class EmitEventKind : StepKind
{
    private static readonly TextMember Name = new("name", "Name", CustomEvent.LongestName)
    {
        Help = "Lower-case words joined by _, such as budget_exceeded. The event is called custom.budget_exceeded.",
    };

    private static readonly TemplatesMember Data = new("data", "Data", Max: 100)
    {
        Help = "One “name: value” a line. A listener reads it as trigger.data.",
        Optional = true,
    };

    public override string Type => "emitEvent";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Announce an event",
        Summary = "Books an event of your own, which can start other workflows.",
        Category = StepCategory.Books,
        Icon = "radio",
        Line = "custom.{name}",
        Outcomes = [new(Outcomes.Default, "It is booked.")],
        Output = [new("type", "text", "The name of the event, with custom. before it.")],
        Example = """{"name":"budget_exceeded","data":{"spent":"{{ trigger.amount.value }}"}}""",
    };

    public override StepSchema Schema { get; } = new(Name, Data);

    public override CompiledStep Compile(StepConfig config)
    {
        var name = config.Read(Name);
        if (name.Length > 0 && !CustomEvent.IsName(name))
            config.Problem(Name, "not_allowed", "Use lower-case letters and digits, joined by _, beginning with a letter.");
        return new EmitEventStep(name, config.Read(Data));
    }
}
