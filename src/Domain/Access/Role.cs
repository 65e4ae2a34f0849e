using System.Collections.Frozen;

namespace Financbase.Domain.Access;

/// <summary>A named set of permissions that an organization gives to its members. These are built in.</summary>
/// <param name="Key">Stable, lower case; stored with a membership.</param>
/// <param name="Title">For people.</param>
/// <param name="Permissions">Keys of <see cref="PermissionCatalogue"/>.</param>
public sealed record Role(string Key, string Title, FrozenSet<string> Permissions)
{
    public static Role Owner { get; } = new("owner", "Owner", Everything());

    public static Role Admin { get; } = new("admin", "Administrator", Everything());

    public static Role Accountant { get; } = new("accountant", "Accountant", ReadingAnd(
        Access.Permissions.Banking.Manage,
        Access.Permissions.Banking.Import,
        Access.Permissions.Workflows.Execute,
        Access.Permissions.Executions.Manage,
        Access.Permissions.Events.Read));

    public static Role Member { get; } = new("member", "Member", ReadingAnd(Access.Permissions.Workflows.Execute));

    public static Role Approver { get; } = new("approver", "Approver", ReadingAnd());

    public static Role Viewer { get; } = new("viewer", "Viewer", ReadingAnd());

    public static IReadOnlyList<Role> BuiltIn { get; } = [Owner, Admin, Accountant, Member, Approver, Viewer];

    /// <summary>The built-in role with this key, or null.</summary>
    public static Role? Find(string key) => BuiltIn.FirstOrDefault(role => role.Key == key);

    private static FrozenSet<string> Everything() =>
        PermissionCatalogue.All.Select(permission => permission.Key).ToFrozenSet();

    private static FrozenSet<string> ReadingAnd(params string[] more) =>
    [
        Access.Permissions.Organization.Read,
        Access.Permissions.Banking.Read,
        Access.Permissions.Workflows.Read,
        Access.Permissions.Executions.Read,
        .. more,
    ];
}
