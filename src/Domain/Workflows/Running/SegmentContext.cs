using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Running;

/// <summary>What a segment needs besides plan and state.</summary>
/// <param name="Trigger">What started the execution.</param>
/// <param name="Organization">See <see cref="Scope"/>.</param>
/// <param name="Time">For <c>now</c> and the time budget.</param>
/// <param name="Jitter">0 to 1, random.</param>
public sealed record SegmentContext(TriggerInput Trigger, JsonElement Organization, TimeProvider Time, Func<double> Jitter)
{
    /// <summary>Steps in memory before a checkpoint.</summary>
    public int MaxSteps { get; init; } = 64;

    /// <summary>Time in memory before a checkpoint.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMilliseconds(50);
}
