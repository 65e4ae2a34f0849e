using Financbase.Domain.Access;

namespace Financbase.Application.Events;

/// <summary>
/// The events that somebody is shown: one about a bank account or a workflow, or that such a one led to, only to those who
/// may see that account or workflow.
/// </summary>
public sealed record EventReach(Reach Accounts, Reach Workflows)
{
    public static EventReach Everything { get; } = new(Reach.Everything, Reach.Everything);

    public bool IsEverything => Accounts.IsEverything && Workflows.IsEverything;

    public static EventReach Of(Rights rights) => new(rights.Reach(Permissions.Banking.Read), rights.Reach(Permissions.Workflows.Read));
}
