using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>
/// The executions that one is tied to, of those within reach: which it repeats and which repeat it, which started it by a
/// step and which it started. Of many, those that failed or wait for a person come first.
/// </summary>
public sealed record ExecutionRelations(
    RelatedExecution? Original, IReadOnlyList<RelatedExecution> Repetitions, RelatedExecution? Parent, IReadOnlyList<RelatedExecution> Children)
{
    /// <summary>More than these are counted nowhere and found in the list of executions.</summary>
    public const int Most = 20;

    public static ExecutionRelations None { get; } = new(null, [], null, []);
}

/// <summary><c>Step</c> is the address of the step that started it, for a child.</summary>
public sealed record RelatedExecution(Guid Id, string WorkflowName, ExecutionStatus Status, string? Step, DateTimeOffset CreatedAt);

/// <summary>What the iterations of a loop have come to. Only some of their steps are told of one by one.</summary>
/// <param name="Loop">Its address.</param>
/// <param name="Begun">Iterations.</param>
/// <param name="Failed">Those in which a step failed.</param>
public sealed record LoopSummary(string Loop, int Begun, int Failed);
