using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>delay {"duration":"PT3S"}</c>: waits at least that long.</summary>
public sealed class DelayKind : StepKind
{
    private static readonly DurationMember Duration = new("duration", "Wait for", TimeSpan.Zero, Limits.LongestDelay)
    {
        Help = "For example 30 s, 2 h or 3 d.",
    };

    public override string Type => "delay";

    public override EffectClass Effect => EffectClass.Waiting;

    public override StepCard Card { get; } = new()
    {
        Title = "Wait",
        Summary = "Waits at least this long; a wait of days costs nothing and survives restarts.",
        Category = StepCategory.Time,
        Icon = "timer",
        Line = "for {duration}",
        Outcomes = [new(Outcomes.Default, "The time is over.")],
        Example = """{"duration":"P2D"}""",
    };

    public override StepSchema Schema { get; } = new(Duration);

    public override CompiledStep Compile(StepConfig config) => new DelayStep(config.Read(Duration)!.Value);
}

public sealed record DelayStep(TimeSpan Duration) : WaitingStep
{
    private readonly JsonElement _input = Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("duration", IsoDuration.Format(Duration));
        writer.WriteEndObject();
    });

    public override Wait Begin(Scope scope) => new(_input) { Delay = Duration };

    public override StepResult Wake(Scope scope) => StepResult.Succeed(Json.EmptyObject);
}
