using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary><c>delay {"duration":"PT3S"}</c>: waits at least that long.</summary>
public sealed class DelayKind : StepKind
{
    public override string Type => "delay";

    public override EffectClass Effect => EffectClass.Waiting;

    public override CompiledStep Compile(ConfigReader config) =>
        new DelayStep(config.Duration("duration", TimeSpan.Zero, Limits.LongestDelay));
}

public sealed record DelayStep(TimeSpan Duration) : WaitingStep
{
    private readonly JsonElement _input = Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("duration", IsoDuration.Format(Duration));
        writer.WriteEndObject();
    });

    public override Wait Begin(Scope scope) => new(Duration, _input);

    public override StepResult Wake(Scope scope) => StepResult.Succeed(Json.EmptyObject);
}
