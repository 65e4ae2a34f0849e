using System.Collections.Immutable;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// Where an execution stands. Immutable. Its JSON is small (active tokens and a mark per touched step); results are
/// kept in the rows of the steps and handed back to <see cref="Restore"/>.
/// </summary>
public sealed record ExecutionState : IStepResults
{
    /// <summary>Nothing has run yet.</summary>
    public static ExecutionState New { get; } = new();

    /// <summary>The active places, oldest first.</summary>
    public ImmutableList<Token> Tokens { get; init; } = [];

    /// <summary>Every touched step by address, but for those of iterations that have ended.</summary>
    public ImmutableDictionary<string, StepTrace> Steps { get; init; } = ImmutableDictionary.Create<string, StepTrace>(StringComparer.Ordinal);

    /// <summary>The loops under way, by address.</summary>
    public ImmutableDictionary<string, LoopState> Loops { get; init; } = ImmutableDictionary.Create<string, LoopState>(StringComparer.Ordinal);

    /// <summary>What is to be undone if the execution fails, last first from the end.</summary>
    public ImmutableList<UndoEntry> Undo { get; init; } = [];

    /// <summary>Iterations that have failed with this error, and go on, or end their loop, once the calls under way in them have ended.</summary>
    public ImmutableDictionary<string, StepError> Failing { get; init; } = ImmutableDictionary.Create<string, StepError>(StringComparer.Ordinal);

    /// <summary>Set while a failed execution is being undone, or waits for the calls under way before it is.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Set once the execution has failed, been cancelled or succeeded.</summary>
    public ExecutionStatus? Ended { get; init; }

    /// <summary>Steps that were started, iterations counted apart.</summary>
    public int Ran { get; init; }

    /// <summary>Bytes of the inputs and outputs that the history keeps of it.</summary>
    public long Recorded { get; init; }

    /// <summary>The step that succeeded last: its output is the execution's.</summary>
    public string? Last { get; init; }

    /// <summary>Follows from the tokens: running before parked before waiting.</summary>
    public ExecutionStatus Status => Ended ?? (Tokens switch
    {
        [] => ExecutionStatus.Queued,
        _ when Has(StepStatus.Pending) || Has(StepStatus.Running) => ExecutionStatus.Running,
        _ when Has(StepStatus.Parked) => ExecutionStatus.Parked,
        _ => ExecutionStatus.Waiting,
    });

    /// <summary>Why it is parked; null when it is not.</summary>
    public string? ParkedReason => Status == ExecutionStatus.Parked
        ? Tokens.Find(token => token.Status == StepStatus.Parked)!.ParkedFor ?? ParkedReasons.OutcomeUnknown
        : null;

    public JsonElement Output => Last is { } last && Steps.GetValueOrDefault(last)?.Result is { } result ? result.Output : default;

    public RecordedResult? Find(string key) => Steps.GetValueOrDefault(key)?.Result;

    /// <summary>What a step at this path sees: its own iteration first, then what lies around it.</summary>
    public IStepResults At(string path) => path.Length == 0 ? this : new Nested(this, path);

    /// <summary>The item of the iteration that this path names; null outside loops.</summary>
    public ScopeItem? ItemAt(string path)
    {
        if (path.Length == 0)
            return null;
        var (loop, iteration) = LoopPath.Split(path);
        return new ScopeItem(Loops[loop].Items[iteration], iteration, Loops[loop].Count);
    }

    public StepTrace Trace(string address) => Steps.GetValueOrDefault(address) ?? StepTrace.Untouched;

    public JsonElement ToJson() => StateJson.Write(this);

    /// <summary>The state as it was checkpointed.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <param name="results">The recorded results by address; of steps that a later step may read.</param>
    public static ExecutionState Restore(JsonElement json, IEnumerable<KeyValuePair<string, RecordedResult>> results) =>
        StateJson.Read(json, results);

    /// <summary>The same state, knowing what these steps left.</summary>
    public ExecutionState With(IEnumerable<KeyValuePair<string, RecordedResult>> results) => this with
    {
        Steps = Steps.SetItems(results
            .Where(result => Steps.ContainsKey(result.Key))
            .Select(result => KeyValuePair.Create(result.Key, Steps[result.Key] with { Result = result.Value }))),
    };

    /// <summary>The same state, knowing what this loop goes through and what its iterations have left so far.</summary>
    public ExecutionState With(string loop, JsonElement items, IEnumerable<KeyValuePair<int, JsonElement>> results) => this with
    {
        Loops = Loops.SetItem(loop, Loops[loop] with { Items = items, Results = ImmutableDictionary.CreateRange(results) }),
    };

    private bool Has(StepStatus status) => Tokens.Exists(token => token.Status == status);

    private sealed class Nested(ExecutionState state, string path) : IStepResults
    {
        public RecordedResult? Find(string key)
        {
            for (var at = path; at.Length > 0; at = LoopPath.Outer(at))
            {
                if (state.Find($"{at}/{key}") is { } found)
                    return found;
            }

            return state.Find(key);
        }
    }
}
