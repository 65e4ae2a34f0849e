using Financbase.Domain.Access;
using Financbase.Domain.Events;

namespace Financbase.Application.Events;

/// <summary>
/// The events that somebody is shown: one about a bank account or a workflow, or that such a one led to, only to those who
/// may see that account or workflow; and none of a type, or that such a one led to, whose subject they may not see at all.
/// </summary>
/// <param name="Accounts">The bank accounts that they may see.</param>
/// <param name="Workflows">The workflows that they may see.</param>
/// <param name="Hidden">The types whose permission they do not hold.</param>
public sealed record EventReach(Reach Accounts, Reach Workflows, string[] Hidden)
{
    public static EventReach Everything { get; } = new(Reach.Everything, Reach.Everything, []);

    public bool IsEverything => Accounts.IsEverything && Workflows.IsEverything && Hidden.Length == 0;

    /// <summary>The permission that they lack to see every event of this name; null when they see them all.</summary>
    public static string? Lacks(Rights rights, string name)
    {
        var permission = EventCatalogue.Find(name)?.Permission ?? Permissions.Events.Read;
        var seesAll = permission is Permissions.Banking.Read or Permissions.Workflows.Read ? rights.Reach(permission).IsEverything : rights.MayHold(permission);
        return seesAll ? null : permission;
    }

    public static EventReach Of(Rights rights) => new(
        rights.Reach(Permissions.Banking.Read),
        rights.Reach(Permissions.Workflows.Read),
        [.. EventCatalogue.All.Where(type => type.Permission is { } permission && !rights.MayHold(permission)).Select(type => type.Name)]);
}
