using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// Whether a version still has the rights that it was published with, for steps that the engine carries out itself; those
/// that are performed ask in the transaction of their effect.
/// </summary>
internal sealed class Authorities(DataSources dataSources)
{
    private const string Sql = """
        SELECT EXISTS (
            SELECT FROM workflows WHERE organization_id = $1 AND id = $2 AND (revoked_through IS NULL OR revoked_through < $3))
        """;

    public async Task<bool> HoldsAsync(ClaimedExecution claimed, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = claimed.Lease.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = claimed.WorkflowId.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = claimed.Version });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
