using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>Asking about calls whose result was lost, see <see cref="OnLostResult.Verify"/>.</summary>
public sealed partial class Segment
{
    private void LookUp(Token token, PlanStep step, PerformedStep lost)
    {
        var scope = ScopeOf(token, step);
        if (Unless(token, step, () => lost.PrepareLookUp(scope), out var question) is { } fault)
        {
            Settle(token, step, LookUpFinding.Unknown, new StepResult.Failed(fault));
            return;
        }

        var ask = new Command.Perform(token with { Status = StepStatus.Running, Began = scope.Now }, step, question)
        {
            Reveal = scope.Secrets.AreHidden ? secrets => lost.PrepareLookUp(scope.With(secrets)) : null,
            IsLookUp = true,
        };
        _calls.Add((ask, null));
    }

    private void Judge(Signal.LookedUp looked)
    {
        if (!IsCurrent(looked.Token) || !_state.Tokens.Exists(token => token.Address == looked.Token.Address && token is { IsLost: true, Status: StepStatus.Running }))
            return;
        var step = _plan[looked.Token.Step];
        if (Unless(looked.Token, step, () => ((PerformedStep)step.Step).Judge(ScopeOf(looked.Token, step), looked.Answer), out var finding) is { } fault)
            Settle(looked.Token, step, LookUpFinding.Unknown, new StepResult.Failed(fault));
        else
            Settle(looked.Token, step, finding, looked.Answer);
    }

    private void Settle(Token token, PlanStep step, LookUpFinding finding, StepResult answer)
    {
        var reason = finding != LookUpFinding.Unknown ? null
            : answer is StepResult.Failed failed ? failed.Error.Message
            : "The answer does not tell.";
        _commands.Add(new Command.LookedUp(token, step, finding, reason));
        // What failed without a crash is made again only as often as its retry policy says; that it failed is recorded.
        if (finding == LookUpFinding.NotHappened && token.Lost is { } error)
            Apply(new Signal.StepEnded(token, new StepResult.Failed(error), _context.Jitter()));
        else if (finding == LookUpFinding.NotHappened)
            Apply(new Signal.TriedAgain(token));
        else
            Ended(token, step, finding == LookUpFinding.Happened ? answer : new StepResult.Parked(ParkedReasons.OutcomeUnknown), TimeSpan.Zero);
    }

    /// <summary>What went wrong; unlike in <see cref="Attempt"/> the step does not fail by it, for its call may have happened.</summary>
    private StepError? Unless<T>(Token token, PlanStep step, Func<T> work, out T done)
    {
        done = default!;
        try
        {
            done = work();
            return null;
        }
        catch (DomainException refused)
        {
            return StepError.Of(refused.Error);
        }
        catch (Exception fault)
        {
            _faults.Add(new StepFault(token, step.Type, fault));
            return StepError.Fault;
        }
    }
}
