using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>Calls: prepared where their step comes, begun when the segment is over.</summary>
public sealed partial class Segment
{
    private readonly List<(Command.Perform Call, StepRecord? Intent)> _calls = [];

    /// <summary>
    /// The calls begin at the end: those whose branch another step of this segment has dropped are not made, and have
    /// never been under way.
    /// </summary>
    private void Call()
    {
        foreach (var (call, intent) in _calls)
        {
            if (IsCurrent(call.Token))
            {
                Apply(new Signal.StepBegan(call.Token, call.Token.Began!.Value));
                // Its branch may have been dropped meanwhile.
                _commands.Add(call with { Token = _state.Tokens.Find(token => token.Address == call.Token.Address)! });
            }
            else if (intent is not null)
            {
                _records.RemoveAll(record => ReferenceEquals(record, intent));
                _state = _state with { Recorded = _state.Recorded - intent.Bytes };
            }
        }
    }

    private static Func<SecretTexts, JsonElement>? Reveal(PerformedStep performed, Scope scope) =>
        scope.Secrets.AreHidden ? secrets => performed.Prepare(scope.With(secrets)) : null;

    private void Perform(
        Token token, PlanStep step, (JsonElement Input, DateTimeOffset Began, Func<SecretTexts, JsonElement>? Reveal) call, TimeSpan elapsed)
    {
        var intent = new StepRecord(token, step.Type, step.Effect, StepStatus.Running, call.Input);
        if (!Keep(intent))
        {
            Ended(token, step, TooMuch, elapsed);
            return;
        }

        _calls.Add((new Command.Perform(token with { Status = StepStatus.Running, Began = call.Began }, step, call.Input) { Reveal = call.Reveal }, intent));
    }
}
