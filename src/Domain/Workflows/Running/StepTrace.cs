using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Running;

/// <summary>What is known of a step in one execution.</summary>
/// <param name="Status">Pending until it starts.</param>
/// <param name="Live">Live tokens that have arrived.</param>
/// <param name="Skipped">Skipped tokens that have arrived.</param>
/// <param name="Result">What it left, once it has ended.</param>
public sealed record StepTrace(StepStatus Status, int Live, int Skipped, RecordedResult? Result = null)
{
    public static StepTrace Untouched { get; } = new(StepStatus.Pending, 0, 0);

    /// <summary>The outcomes that it ended with; null stands for <c>default</c> alone.</summary>
    public IReadOnlyList<string>? Ports { get; init; }
}
