using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// A person's rights are those of the membership's role and a second old at most; a key's are what it was given and its
/// creator still holds.
/// </summary>
internal sealed class PrincipalResolver(RightsCache rights, DataSources dataSources) : IPrincipalResolver
{
    public async Task<Principal?> ResolveAsync(ClaimsPrincipal caller, TenantInfo? tenant, CancellationToken ct)
    {
        if (caller.Identity is ApiKeyIdentity key)
            return key.Principal;
        if (!Guid.TryParse(caller.FindFirstValue(FinancbaseClaims.User), out var id))
            return null;

        var user = new UserId(id);
        if (tenant is null)
        {
            return Principal.Of($"user:{user}", PrincipalKind.User, user, Rights.None) with { IsOperator = await IsOperatorAsync(id, ct) };
        }

        var held = (await rights.FindAsync(tenant.Id, user, ct))?.Rights;
        return held is null ? null : Principal.Of($"user:{user}", PrincipalKind.User, user, held);
    }

    private async Task<bool> IsOperatorAsync(Guid user, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("SELECT is_operator FROM users WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
