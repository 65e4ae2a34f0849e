using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Infrastructure.Database;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Access;

internal sealed class SecurityJournal(DataSources dataSources) : ISecurityJournal
{
    private const string Insert = """
        INSERT INTO security_events (id, kind, user_id, organization_id, address, detail, trace_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    public async Task RecordAsync(SecurityEvent entry, CancellationToken ct)
    {
        await using var command = dataSources.Aside.CreateCommand(Insert);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Kind.ToString()) });
        Add(NpgsqlDbType.Uuid, entry.User?.Value);
        Add(NpgsqlDbType.Uuid, entry.Organization?.Value);
        Add(NpgsqlDbType.Inet, entry.Address);
        Add(NpgsqlDbType.Text, entry.Detail);
        Add(NpgsqlDbType.Text, Activity.Current?.TraceId.ToString());

        // A caller who hangs up does not erase the trace of what was tried.
        await command.ExecuteNonQueryAsync(CancellationToken.None);

        void Add(NpgsqlDbType type, object? value) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
    }
}
