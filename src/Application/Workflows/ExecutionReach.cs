using Financbase.Application.Events;
using Financbase.Domain.Access;

namespace Financbase.Application.Workflows;

/// <summary>
/// The executions that somebody's rights reach: of the workflows for which they hold the permission, and, where an event
/// started one, only with an event that they may see, because the event's data is in its input, steps and log.
/// </summary>
public sealed record ExecutionReach(Reach Workflows, EventReach Events)
{
    public static ExecutionReach Everything { get; } = new(Reach.Everything, EventReach.Everything);

    public bool IsEverything => Workflows.IsEverything && Events.IsEverything;

    /// <param name="rights">Of the reader.</param>
    /// <param name="permission">One that is held for single workflows.</param>
    public static ExecutionReach Of(Rights rights, string permission) =>
        new(rights.Reach(permission).Without(rights.Denied(Permissions.Workflows.Read)), EventReach.Of(rights));
}
