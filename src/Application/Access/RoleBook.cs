using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>The roles that a member of the current organization can have.</summary>
internal sealed class RoleBook(IReadRepository<CustomRole> roles)
{
    public async Task<Role?> FindAsync(string key, CancellationToken ct) =>
        Role.Find(key) ?? (await FindOwnAsync(key, ct))?.AsRole();

    /// <summary>One of the organization's own roles, to change.</summary>
    public async Task<CustomRole?> FindOwnAsync(string key, CancellationToken ct) =>
        key.Any(char.IsControl) ? null : await roles.FindAsync(new CustomRoleByKey(key), ct);
}

internal sealed class CustomRoleByKey : SingleResultSpecification<CustomRole>
{
    public CustomRoleByKey(string key) => Query.Where(role => role.Key == key);
}
