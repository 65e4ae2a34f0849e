using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>What one or several segments in a row have left to be checkpointed.</summary>
internal sealed record Progress(
    ExecutionState State, IReadOnlyList<StepRecord> Records, IReadOnlyList<Command> Commands, bool IsCutShort)
{
    public IEnumerable<Command.Perform> Calls => Commands.OfType<Command.Perform>();

    public static Progress Of(SegmentResult segment) =>
        new(segment.State, segment.Records, segment.Commands, segment.IsCutShort);

    /// <summary>What is opened to be waited for. One that was closed in the same breath was never open.</summary>
    public IEnumerable<(Token Token, T For)> Opened<T>() where T : Awaited => Commands
        .OfType<Command.OpenWait>()
        .Where(wait => wait.For is T && State.Tokens.Exists(token => token.Address == wait.Token.Address && token is { Awaits: true, Status: StepStatus.Waiting }))
        .Select(wait => (wait.Token, (T)wait.For));

    public Progress Then(SegmentResult segment) => new(
        segment.State,
        [.. Records, .. segment.Records],
        [.. Commands, .. segment.Commands],
        IsCutShort || segment.IsCutShort);
}
