using System.Collections.Immutable;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

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

    /// <summary>Every touched step by address.</summary>
    public ImmutableDictionary<string, StepTrace> Steps { get; init; } = ImmutableDictionary.Create<string, StepTrace>(StringComparer.Ordinal);

    /// <summary>Set once the execution has failed, been cancelled or succeeded.</summary>
    public ExecutionStatus? Ended { get; init; }

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

    public JsonElement Output => Last is { } last && Steps[last].Result is { } result ? result.Output : default;

    public RecordedResult? Find(string key) => Steps.GetValueOrDefault(key)?.Result;

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

    private bool Has(StepStatus status) => Tokens.Exists(token => token.Status == status);
}
