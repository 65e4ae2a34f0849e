using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Audit;

/// <summary>Writes a row in the connection's transaction. Rows lock nothing, so commands never wait for each other here.</summary>
internal static class AuditWriter
{
    // What the actor was called at this moment stays, whatever becomes of the person or the key.
    private const string AppSql = """
        INSERT INTO audit_logs (organization_id, id, at, actor_kind, actor, user_id, actor_name, action, target_kind, target_id, target_label,
            changes, omitted, summary, request_id, auth_method, session_id, api_key_id, address, caused_by)
        VALUES ($1, $2, $3, $4, $5, $6,
            CASE $4 WHEN 'user' THEN (SELECT email::text FROM users WHERE id = $6)
                WHEN 'api_key' THEN (SELECT name::text FROM api_keys WHERE organization_id = $1 AND id = $17)
                WHEN 'workflow' THEN (SELECT name::text FROM workflows WHERE organization_id = $1 AND 'workflow:' || id = $5) END,
            $7, $8, $9, COALESCE($10, (SELECT email::text FROM users WHERE id = $20)), $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """;

    private const string SystemSql = """
        INSERT INTO audit_logs (organization_id, id, at, actor_kind, actor, user_id, action, target_kind, target_id, target_label,
            changes, omitted, summary, request_id, auth_method, session_id, api_key_id, address, caused_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """;

    public static async Task WriteAsync(AuditRow row, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand { Connection = connection, CommandText = AppSql };
        Fill(command.Parameters, row);
        var member = row.Target is { Kind: "member", Label: null } target && Guid.TryParse(target.Id, out var id) ? id : (Guid?)null;
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = member ?? (object)DBNull.Value });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>For the loops that span organizations, whose role sees neither people nor keys.</summary>
    public static async Task WriteAsSystemAsync(IEnumerable<AuditRow> rows, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(SystemSql);
            Fill(command.Parameters, row);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    private static void Fill(NpgsqlParameterCollection parameters, AuditRow row)
    {
        Add(NpgsqlDbType.Uuid, row.OrganizationId.Value);
        Add(NpgsqlDbType.Uuid, row.Id);
        Add(NpgsqlDbType.TimestampTz, row.At.UtcDateTime);
        Add(NpgsqlDbType.Text, row.ActorKind);
        Add(NpgsqlDbType.Text, row.Actor.Id);
        Add(NpgsqlDbType.Uuid, row.Actor.UserId?.Value);
        Add(NpgsqlDbType.Text, row.Action);
        Add(NpgsqlDbType.Text, row.Target?.Kind);
        Add(NpgsqlDbType.Text, row.Target?.Id);
        Add(NpgsqlDbType.Text, row.Target?.Label);
        Add(NpgsqlDbType.Json, row.Changes);
        Add(NpgsqlDbType.Integer, row.Omitted);
        Add(NpgsqlDbType.Json, row.Summary);
        Add(NpgsqlDbType.Text, row.Provenance?.RequestId);
        Add(NpgsqlDbType.Text, row.Provenance?.Method);
        Add(NpgsqlDbType.Uuid, row.Provenance?.SessionId?.Value);
        Add(NpgsqlDbType.Uuid, row.Provenance?.ApiKeyId?.Value);
        Add(NpgsqlDbType.Inet, row.Provenance?.Address);
        Add(NpgsqlDbType.Uuid, row.CausedBy);

        void Add(NpgsqlDbType type, object? value) =>
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
    }
}
