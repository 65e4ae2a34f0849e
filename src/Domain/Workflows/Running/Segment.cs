using System.Diagnostics;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// Runs an execution in memory as far as it can go: pure steps back to back, until every active place needs the
/// engine, or the budget is spent. The caller checkpoints state and history in one transaction, then carries out the
/// commands. Nothing here has an effect, so a segment that was lost is simply run again.
/// </summary>
public sealed partial class Segment
{
    private static readonly StepResult.Failed TooMuch = new(StepError.Of(WorkflowsErrors.HistoryTooLarge));

    private readonly WorkflowPlan _plan;
    private readonly SegmentContext _context;
    private readonly List<StepRecord> _records = [];
    private readonly List<Command> _commands = [];
    private readonly List<StepFault> _faults = [];
    private readonly Queue<Command> _told = new();
    private readonly Queue<Command> _work = new();
    private ExecutionState _state;

    private Segment(WorkflowPlan plan, ExecutionState state, SegmentContext context) =>
        (_plan, _state, _context) = (plan, state, context);

    /// <param name="plan">Of the execution's pinned version.</param>
    /// <param name="state">The last checkpoint.</param>
    /// <param name="signal">What happened since.</param>
    /// <param name="context">Trigger, organization, clock and budget.</param>
    /// <returns>
    /// None of the commands is a <see cref="Command.OnStep"/>. When <see cref="SegmentResult.IsCutShort"/>,
    /// checkpoint and run again with <see cref="Signal.Continued"/>.
    /// </returns>
    public static SegmentResult Run(WorkflowPlan plan, ExecutionState state, Signal signal, SegmentContext context) =>
        Run(plan, state, [signal], context);

    /// <summary>The same for several things that have happened, one after the other.</summary>
    public static SegmentResult Run(WorkflowPlan plan, ExecutionState state, IEnumerable<Signal> signals, SegmentContext context)
    {
        var segment = new Segment(plan, state, context);
        foreach (var signal in signals)
        {
            segment.Take(signal);
            segment.Hear();
        }

        segment.Work();
        segment.Call();
        return new SegmentResult(segment._state, segment._records, segment._commands, segment._work.Count > 0, segment._faults);
    }

    // What wakes a step is told once, so it is never left to the next segment.
    private void Hear()
    {
        while (_told.TryDequeue(out var command))
            Do(command);
    }

    private void Work()
    {
        var started = _context.Time.GetTimestamp();
        for (var steps = 0; _work.Count > 0 && steps < _context.MaxSteps; steps++)
        {
            Do(_work.Dequeue());
            if (_context.Time.GetElapsedTime(started) > _context.MaxTime)
                break;
        }
    }

    private void Do(Command command)
    {
        switch (command)
        {
            // Another step has ended its branch meanwhile.
            case Command.OnStep { Token: var token } when !IsCurrent(token):
                break;
            case Command.RunStep { Step.Step: PureStep pure } run:
                Attempt(run.Token, run.Step, pure.Run, Ended);
                break;
            case Command.RunStep { Step.Step: WaitingStep waiting } run:
                Attempt(run.Token, run.Step, waiting.Begin, Wait);
                break;
            case Command.RunStep { Token.IsLost: true, Step.Step: PerformedStep lost } run:
                LookUp(run.Token, run.Step, lost);
                break;
            case Command.RunStep { Step.Step: PerformedStep performed } run:
                Attempt(run.Token, run.Step, scope => (performed.Prepare(scope), scope.Now, Reveal(performed, scope)), Perform);
                break;
            case Command.WakeStep { Step.Step: WaitingStep waiting } wake:
                Attempt(wake.Token, wake.Step, waiting.Wake, Ended);
                break;
            case Command.RunStep { Step.Step: LoopStep loop } run:
                Attempt(run.Token, run.Step, loop.Items, Begin);
                break;
            case Command.EndLoop { Step.Step: LoopStep loop } over:
                Attempt(over.Token, over.Step, _ => loop.End(End(over.Token)), Ended);
                break;
            case Command.AnswerStep { Token.Status: not StepStatus.Parked, Step.Step: WaitingStep waiting } answered:
                Attempt(answered.Token, answered.Step, scope => waiting.Answer(scope, answered.Answer), Ended);
                break;
            case Command.AnswerStep resolved:
                Resolve(resolved);
                break;
            default:
                throw new UnreachableException($"{command} cannot be run.");
        }
    }

    private void Wait(Token token, PlanStep step, Wait wait, TimeSpan elapsed)
    {
        if (!Keep(new StepRecord(token, step.Type, step.Effect, StepStatus.Waiting, wait.Input)))
        {
            Ended(token, step, TooMuch, elapsed);
            return;
        }

        Apply(new Signal.StepWaits(token, wait.For is not null));
        token = token with { Status = StepStatus.Waiting };
        if (wait.Delay is not null || wait.Until is not null)
            _commands.Add(new Command.StartTimer(token, wait.Delay ?? TimeSpan.Zero, wait.Until));
        if (wait.For is { } awaited)
            _commands.Add(new Command.OpenWait(token, awaited));
    }

    private void Begin(Token token, PlanStep step, JsonElement items, TimeSpan elapsed)
    {
        var fault = items.ValueKind != JsonValueKind.Array ? WorkflowsErrors.NotAList
            : items.GetArrayLength() > Limits.LoopItems ? WorkflowsErrors.TooManyItems
            : null;
        if (fault is not null)
            Ended(token, step, new StepResult.Failed(StepError.Of(fault)), elapsed);
        else if (!Keep(new StepRecord(token, step.Type, step.Effect, StepStatus.Waiting, items)))
            Ended(token, step, TooMuch, elapsed);
        else
            Apply(new Signal.LoopBegan(token, items));
    }

    private LoopEnd End(Token token)
    {
        var loop = _state.Loops[token.Address];
        return new LoopEnd(loop.Count, loop.Failed, [.. Enumerable.Range(0, loop.Count).Select(at => loop.Results.GetValueOrDefault(at, Json.Null))]);
    }

    private void Resolve(Command.AnswerStep resolved)
    {
        var resolution = Resolution.Read(resolved.Answer);
        if (resolution.Result is { } result)
            Ended(resolved.Token, resolved.Step, result, TimeSpan.Zero);
        else
            Apply(new Signal.TriedAgain(resolved.Token));
    }

    /// <summary>
    /// Whatever a step's own code throws fails the step. Let through, it would look like a fault of the engine, which is
    /// tried again and again.
    /// </summary>
    private void Attempt<T>(Token token, PlanStep step, Func<Scope, T> work, Action<Token, PlanStep, T, TimeSpan> then)
    {
        var started = _context.Time.GetTimestamp();
        T done;
        try
        {
            done = work(ScopeOf(token, step));
        }
        catch (DomainException refused)
        {
            Ended(token, step, new StepResult.Failed(StepError.Of(refused.Error)), _context.Time.GetElapsedTime(started));
            return;
        }
        catch (Exception fault)
        {
            _faults.Add(new StepFault(token, step.Type, fault));
            Ended(token, step, new StepResult.Failed(StepError.Fault), _context.Time.GetElapsedTime(started));
            return;
        }

        then(token, step, done, _context.Time.GetElapsedTime(started));
    }

    private Scope ScopeOf(Token token, PlanStep step) => new(
        _context.Trigger,
        _context.Organization,
        token.Began ?? _context.Time.GetUtcNow(),
        _state.At(token.Path),
        SecretTexts.Hidden(step.Secrets),
        _state.ItemAt(token.Path));

    private void Ended(Token token, PlanStep step, StepResult result, TimeSpan elapsed)
    {
        result = Record(token, step, result, elapsed);
        Apply(new Signal.StepEnded(token, result, _context.Jitter()));
    }

    private void Take(Signal signal)
    {
        if (signal is Signal.LookedUp looked)
        {
            Judge(looked);
            return;
        }

        if (signal is Signal.StepEnded ended && IsCurrent(ended.Token))
            signal = ended with { Result = Record(ended.Token, _plan[ended.Token.Step], ended.Result, TimeSpan.Zero) };
        Apply(signal);
    }

    private bool IsCurrent(Token about) => _state.Tokens.Exists(token => token.Address == about.Address && token.Attempt == about.Attempt);

    /// <summary>Answers the result as it was recorded: without its output when that does not fit any more.</summary>
    private StepResult Record(Token token, PlanStep step, StepResult result, TimeSpan elapsed)
    {
        // Its record follows with the command that parks it.
        if (result is StepResult.Parked || Keep(Outcome(token, step, result, elapsed)))
            return result;
        StepResult bare = result switch
        {
            StepResult.Failed failed => failed with { Output = default },
            StepResult.Stopped { Error: not null } stop => stop with { Output = default },
            _ => TooMuch,
        };
        Keep(Outcome(token, step, bare, elapsed));
        return bare;
    }

    /// <summary>Adds it to the history, unless that would become too large.</summary>
    private bool Keep(StepRecord record)
    {
        if (record.Bytes > 0 && _state.Recorded + record.Bytes > Limits.HistoryBytes)
            return false;
        _records.Add(record);
        _state = _state with { Recorded = _state.Recorded + record.Bytes };
        return true;
    }

    private void Apply(Signal signal)
    {
        var (state, commands) = Interpreter.Advance(_plan, _state, signal);
        _state = state;
        foreach (var command in commands)
        {
            if (command is Command.WakeStep or Command.AnswerStep)
                _told.Enqueue(command);
            else if (command is Command.OnStep)
                _work.Enqueue(command);
            else if (command is Command.Dropped { Token: var dropped })
                _records.Add(new StepRecord(dropped, _plan[dropped.Step].Type, _plan[dropped.Step].Effect, StepStatus.Cancelled));
            else
                _commands.Add(command);
            if (command is Command.Park park)
                _records.Add(new StepRecord(park.Token, park.Step.Type, park.Step.Effect, StepStatus.Parked));
            if (command is Command.LoopFailed loop)
                _records.Add(new StepRecord(loop.Token, loop.Step.Type, loop.Step.Effect, StepStatus.Failed, Error: loop.Error));
        }

        if (_state.Ended is not null)
            _work.Clear();
    }

    private static StepRecord Outcome(Token token, PlanStep step, StepResult result, TimeSpan elapsed) => result switch
    {
        StepResult.Succeeded success => new StepRecord(
            token, step.Type, step.Effect, StepStatus.Succeeded, Output: success.Output, Elapsed: elapsed),
        StepResult.Stopped stop => new StepRecord(
            token,
            step.Type,
            step.Effect,
            stop.Error is null ? StepStatus.Succeeded : StepStatus.Failed,
            Output: stop.Output,
            Error: stop.Error,
            Elapsed: elapsed),
        StepResult.Failed failure => new StepRecord(
            token, step.Type, step.Effect, StepStatus.Failed, Output: failure.Output, Error: failure.Error, Elapsed: elapsed),
        _ => throw new UnreachableException($"{result} is not a result."),
    };
}

/// <param name="State">To be checkpointed.</param>
/// <param name="Records">To be added to the history, in order.</param>
/// <param name="Commands">To be carried out after the checkpoint.</param>
/// <param name="IsCutShort">The budget was spent; there is more to run.</param>
/// <param name="Faults">For the operator's log.</param>
public sealed record SegmentResult(
    ExecutionState State,
    IReadOnlyList<StepRecord> Records,
    IReadOnlyList<Command> Commands,
    bool IsCutShort,
    IReadOnlyList<StepFault> Faults);

/// <summary>A mistake in a step's own code, which failed the step.</summary>
public sealed record StepFault(Token Token, string Type, Exception Exception);
