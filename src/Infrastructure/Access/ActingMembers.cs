using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Financbase.Infrastructure.Access;

internal sealed class ActingMembers(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, ICurrentPrincipal principal) : IActingMembers
{
    public async Task<ActingMember?> LockAsync(string permission, CancellationToken ct)
    {
        if (principal.Current is not { UserId: { } user } current)
            return null;

        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction?)context.Database.CurrentTransaction?.GetDbTransaction());
        batch.BatchCommands.Add(new("SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.OrganizationId.Value } },
        });
        batch.BatchCommands.Add(LiveRights.Query(tenant.OrganizationId, user));
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        if (await LiveRights.ReadAsync(row, user, ct) is not { } live)
            return null;

        var rights = current.Kind == PrincipalKind.ApiKey ? current.Rights with { Ceiling = live.Rights } : live.Rights;
        return rights.Decide(permission, null).IsAllowed() ? new ActingMember(user, live.Role, rights) : null;
    }
}
