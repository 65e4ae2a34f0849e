using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Play;

/// <summary>
/// Steps whose behaviour is written in their configuration: <c>ports</c> they have, <c>take</c> those they end with,
/// <c>fails</c> the attempts that fail before, <c>need</c> live tokens they join on (0: all decided).
/// </summary>
internal sealed record Play(IReadOnlyList<string> Ports, IReadOnlyList<string> Take, int Fails, JoinRule Join)
{
    public static StepKinds Kinds { get; } = new([new PlayPureKind(), new PlayCallKind(), new PlayWaitKind()]);

    public static Play Read(ConfigReader config)
    {
        var ports = config.Text("ports").Split(' ');
        var take = config.OptionalText("take")?.Split(' ') ?? [];
        var need = config.Number("need", 0, 9, 0);
        return new Play(ports, take, config.Number("fails", 0, 9, 0), need == 0 ? JoinRule.AllDecided : new JoinRule(need));
    }

    public StepResult Result(int attempt) => attempt > Fails
        ? new StepResult.Succeeded(Take, Json.EmptyObject)
        : StepResult.Fail(ErrorClass.Server, "play.failed", "As planned.");
}

internal sealed class PlayPureKind : StepKind
{
    public override string Type => "pure";

    public override EffectClass Effect => EffectClass.Pure;

    public override CompiledStep Compile(ConfigReader config) => new Step(Play.Read(config));

    private sealed record Step(Play Play) : PureStep
    {
        public override IReadOnlyList<string> Ports => Play.Ports;

        public override JoinRule Join => Play.Join;

        public override StepResult Run(Scope scope) => Play.Result(attempt: 1);
    }
}

internal sealed class PlayCallKind : StepKind
{
    public override string Type => "call";

    public override EffectClass Effect => EffectClass.External;

    public override CompiledStep Compile(ConfigReader config) => new PlayCall(Play.Read(config));
}

internal sealed record PlayCall(Play Play) : PerformedStep
{
    public override IReadOnlyList<string> Ports => Play.Ports;

    public override JoinRule Join => Play.Join;

    public override JsonElement Prepare(Scope scope) => Json.EmptyObject;
}

internal sealed class PlayWaitKind : StepKind
{
    public override string Type => "wait";

    public override EffectClass Effect => EffectClass.Waiting;

    public override CompiledStep Compile(ConfigReader config) => new Step(Play.Read(config));

    private sealed record Step(Play Play) : WaitingStep
    {
        public override IReadOnlyList<string> Ports => Play.Ports;

        public override JoinRule Join => Play.Join;

        public override Wait Begin(Scope scope) => new(TimeSpan.Zero, Json.EmptyObject);

        public override StepResult Wake(Scope scope) => Play.Result(attempt: 1);
    }
}
