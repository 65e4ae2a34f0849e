namespace Financbase.Domain.Workflows.Running;

/// <summary>The next state, to be checkpointed, and what has to be done.</summary>
public readonly record struct Advance(ExecutionState State, IReadOnlyList<Command> Commands);
