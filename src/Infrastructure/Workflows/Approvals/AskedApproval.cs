using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Approvals;

/// <summary>A pending approval, and where it comes from.</summary>
internal sealed record AskedApproval(
    OrganizationId Organization,
    ApprovalId Id,
    string Slug,
    string OrganizationName,
    string Workflow,
    string Title,
    string Approver,
    string? EscalateTo,
    bool IsNew,
    IReadOnlyList<Guid> Delegates,
    IReadOnlyList<Guid> Submitters)
{
    private const string LockSql = """
        SELECT o.slug::text, o.name::text, w.name, a.title, a.approver, a.escalate_to, a.announced_at IS NULL, a.delegates, a.submitters
        FROM approvals a
        JOIN organizations o ON o.id = a.organization_id
        JOIN workflows w ON w.organization_id = a.organization_id AND w.id = a.workflow_id
        WHERE a.organization_id = $1 AND a.id = $2 AND a.status = 'pending'
        FOR UPDATE OF a
        """;

    /// <summary>Null when it is not pending.</summary>
    public static async Task<AskedApproval?> LockAsync(OrganizationId organization, ApprovalId id, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LockSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new AskedApproval(
                organization, id, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.GetBoolean(6), row.GetFieldValue<Guid[]>(7), row.GetFieldValue<Guid[]>(8))
            : null;
    }
}
