using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Shell;

/// <summary>Who is here and where, for the frame around a page. Read once per request.</summary>
public interface IShell
{
    ValueTask<ShellModel> CurrentAsync(CancellationToken ct = default);

    /// <summary>Whether the reader may do this: for showing or leaving out a button. The use case decides itself.</summary>
    async ValueTask<bool> AllowsAsync(string permission) => (await CurrentAsync()).Allows(permission);

    /// <summary>The same for one thing.</summary>
    ValueTask<bool> AllowsAsync(string permission, Resource thing);

    /// <summary>The most that the reader may move under this in one go, in the base currency; null without a limit.</summary>
    Money? LimitOf(string permission);

    /// <summary>The reader's limit where moving this is above it, else null.</summary>
    ValueTask<Money?> ExceededAsync(string permission, Money amount, DateOnly day);
}

/// <param name="User">Null when nobody is signed in.</param>
/// <param name="Organization">Null outside <c>/o/{slug}</c>, and where the user is no member.</param>
/// <param name="Memberships">Every organization that the user may enter, by name.</param>
/// <param name="Permissions">What the user may do in <paramref name="Organization"/>.</param>
public sealed record ShellModel(
    ShellUser? User,
    ShellOrganization? Organization,
    IReadOnlyList<ShellOrganization> Memberships,
    IReadOnlySet<string> Permissions)
{
    /// <summary>Notifications that wait to be read; counted up to 100.</summary>
    public long Unread { get; init; }

    /// <summary>Approvals that wait for the user in <see cref="Organization"/>; counted up to 100.</summary>
    public int Approvals { get; init; }

    public static ShellModel SignedOut { get; } = new(null, null, [], new HashSet<string>());

    public bool Allows(string? permission) => permission is null || Permissions.Contains(permission);
}

/// <summary>The signed-in person; <see cref="Role"/> is the title of their role in the current organization, if any.</summary>
public sealed record ShellUser(string Email, string? Role);

public sealed record ShellOrganization(string Slug, string Name, string BaseCurrency);
