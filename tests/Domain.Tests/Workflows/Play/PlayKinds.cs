using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Play;

/// <summary>
/// Steps whose behaviour is written in their configuration: <c>ports</c> they have, <c>take</c> those they end with,
/// <c>fails</c> the attempts that fail before, <c>need</c> live tokens they join on (0: all decided); a call that <c>asks</c>
/// does so after a crash.
/// </summary>
internal sealed record Play(IReadOnlyList<string> Ports, IReadOnlyList<string> Take, int Fails, JoinRule Join)
{
    private static readonly TextMember PortNames = new("ports", "Ports");
    private static readonly TextMember Taken = new("take", "Take") { Optional = true };
    private static readonly NumberMember Need = new("need", "Need", 0, 9, 0);
    private static readonly NumberMember Failures = new("fails", "Fails", 0, 9, 0);
    private static readonly BooleanMember Asking = new("asks", "Asks", false);

    public static StepKinds Kinds { get; } = new([new PlayPureKind(), new PlayCallKind(), new PlayWaitKind(), new ForEachKind()]);

    public static StepSchema Schema { get; } = new(PortNames, Taken, Need, Failures);

    public static StepSchema CallSchema { get; } = new(PortNames, Taken, Need, Failures, Asking);

    public static StepCard Card { get; } = new()
    {
        Title = "Play",
        Summary = "Does as planned.",
        Category = StepCategory.Logic,
        Icon = "play",
        Line = "{take}",
        Example = """{"ports":"default"}""",
    };

    public static Play Read(StepConfig config)
    {
        var take = config.Read(Taken);
        var need = config.Read(Need);
        return new Play(
            config.Read(PortNames).Split(' '), take.Length == 0 ? [] : take.Split(' '), config.Read(Failures), need == 0 ? JoinRule.AllDecided : new JoinRule(need));
    }

    /// <summary>A call that asks the other side after a crash.</summary>
    public static bool Asks(StepConfig config) => config.Read(Asking);

    public StepResult Result(int attempt) => attempt > Fails
        ? new StepResult.Succeeded(Take, Json.EmptyObject)
        : StepResult.Fail(ErrorClass.Server, "play.failed", "As planned.");
}

internal sealed class PlayPureKind : StepKind
{
    public override string Type => "pure";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card => Play.Card;

    public override StepSchema Schema => Play.Schema;

    public override CompiledStep Compile(StepConfig config) => new Step(Play.Read(config));

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

    public override StepCard Card => Play.Card;

    public override StepSchema Schema => Play.CallSchema;

    public override CompiledStep Compile(StepConfig config) => new PlayCall(Play.Read(config), Play.Asks(config));
}

internal sealed record PlayCall(Play Play, bool Asks) : PerformedStep
{
    public override OnLostResult OnLostResult => Asks ? OnLostResult.Verify : OnLostResult.Retry;

    public override IReadOnlyList<string> Ports => Play.Ports;

    public override JoinRule Join => Play.Join;

    public override JsonElement Prepare(Scope scope) => Json.EmptyObject;

    public override JsonElement PrepareLookUp(Scope scope) => Json.EmptyObject;

    public override LookUpFinding Judge(Scope scope, StepResult answer) =>
        answer is StepResult.Succeeded ? LookUpFinding.Happened : LookUpFinding.NotHappened;
}

internal sealed class PlayWaitKind : StepKind
{
    public override string Type => "wait";

    public override EffectClass Effect => EffectClass.Waiting;

    public override StepCard Card => Play.Card;

    public override StepSchema Schema => Play.Schema;

    public override CompiledStep Compile(StepConfig config) => new Step(Play.Read(config));

    private sealed record Step(Play Play) : WaitingStep
    {
        public override IReadOnlyList<string> Ports => Play.Ports;

        public override JoinRule Join => Play.Join;

        public override Wait Begin(Scope scope) => new(Json.EmptyObject) { Delay = TimeSpan.Zero };

        public override StepResult Wake(Scope scope) => Play.Result(attempt: 1);
    }
}
