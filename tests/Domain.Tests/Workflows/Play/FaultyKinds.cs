using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Play;

/// <summary>Steps of each nature, whose code has a mistake.</summary>
internal static class FaultyKinds
{
    public static StepKinds All { get; } = new(
        [new Kind("pure", EffectClass.Pure, new Pure()), new Kind("call", EffectClass.External, new Call()), new Kind("wait", EffectClass.Waiting, new Waits())]);

    private sealed class Kind(string type, EffectClass effect, CompiledStep step) : StepKind
    {
        public override string Type => type;

        public override EffectClass Effect => effect;

        public override StepCard Card => Play.Card;

        public override StepSchema Schema { get; } = new();

        public override CompiledStep Compile(StepConfig config) => step;
    }

    private sealed record Pure : PureStep
    {
        public override StepResult Run(Scope scope) => throw new JsonException();
    }

    private sealed record Call : PerformedStep
    {
        public override JsonElement Prepare(Scope scope) => throw new JsonException();
    }

    private sealed record Waits : WaitingStep
    {
        public override Wait Begin(Scope scope) => throw new JsonException();

        public override StepResult Wake(Scope scope) => throw new JsonException();
    }
}
