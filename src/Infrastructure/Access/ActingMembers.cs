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
    public async Task<ActingMember?> LockAsync(string? permission, CancellationToken ct)
    {
        if (principal.Current is not { UserId: { } user } current)
            return null;

        await using (var batch = Batch())
        {
            batch.BatchCommands.Add(new("SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE")
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.OrganizationId.Value } },
            });
            await batch.ExecuteNonQueryAsync(ct);
        }

        if (await ReadAsync(user, ct) is not { } live)
            return null;

        var rights = current.Kind == PrincipalKind.ApiKey ? current.Rights with { Ceiling = live.Rights } : live.Rights;
        return permission is null || rights.Decide(permission, null).IsAllowed() ? new ActingMember(user, live.Role, rights) : null;
    }

    public async Task<ActingMember?> FindAsync(UserId member, CancellationToken ct) =>
        await ReadAsync(member, ct) is { } live ? new ActingMember(member, live.Role, live.Rights) : null;

    private async Task<LiveRights?> ReadAsync(UserId user, CancellationToken ct)
    {
        await using var batch = Batch();
        batch.BatchCommands.Add(LiveRights.Query(tenant.OrganizationId, user));
        await using var row = await batch.ExecuteReaderAsync(ct);
        return await LiveRights.ReadAsync(row, user, ct);
    }

    private NpgsqlBatch Batch() => new(
        (NpgsqlConnection)context.Database.GetDbConnection(), (NpgsqlTransaction?)context.Database.CurrentTransaction?.GetDbTransaction());
}
