using Financbase.Domain.Workflows.Running;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>What one or several segments in a row have left to be checkpointed.</summary>
internal sealed record Progress(
    ExecutionState State, IReadOnlyList<StepRecord> Records, IReadOnlyList<Command> Commands, bool IsCutShort)
{
    public IEnumerable<Command.Perform> Calls => State.Ended is null ? Commands.OfType<Command.Perform>() : [];

    public static Progress Of(SegmentResult segment) =>
        new(segment.State, segment.Records, segment.Commands, segment.IsCutShort);

    public Progress Then(SegmentResult segment) => new(
        segment.State,
        [.. Records, .. segment.Records],
        [.. Commands, .. segment.Commands],
        IsCutShort || segment.IsCutShort);
}
