using System.Collections.Frozen;
using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// A person's rights are those of the membership's role, read from the database on every request; a key's are what it
/// was given and its creator still holds.
/// </summary>
internal sealed class PrincipalResolver(DataSources dataSources) : IPrincipalResolver
{
    public async Task<Principal?> ResolveAsync(ClaimsPrincipal caller, TenantInfo? tenant, CancellationToken ct)
    {
        if (caller.Identity is ApiKeyIdentity key)
            return key.Principal;
        if (!Guid.TryParse(caller.FindFirstValue(FinancbaseClaims.User), out var user))
            return null;

        var permissions = tenant is null ? FrozenSet<string>.Empty : await PermissionsAsync(user, tenant, ct);
        return permissions is null ? null : new Principal($"user:{user}", PrincipalKind.User, new UserId(user), permissions);
    }

    private async Task<FrozenSet<string>?> PermissionsAsync(Guid user, TenantInfo tenant, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand(
            "SELECT role FROM lookup_memberships($1) WHERE organization_id = $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        return await command.ExecuteScalarAsync(ct) is string role ? Role.Find(role)?.Permissions : null;
    }
}
