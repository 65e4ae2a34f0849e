using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Approvals;

/// <summary>A member whom an approval asks.</summary>
internal sealed record Recipient(Guid User, string Email)
{
    private const string Sql = """
        SELECT m.user_id, u.email FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.organization_id = $1 AND (m.role = $2 OR u.normalized_email = upper($2))
        ORDER BY m.user_id
        """;

    /// <summary>Inside the organization's wall.</summary>
    /// <param name="organization">Whose members.</param>
    /// <param name="who">The key of a role, or a member's e-mail address.</param>
    /// <param name="connection">In a transaction of that organization.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<IReadOnlyList<Recipient>> FindAsync(
        OrganizationId organization, string who, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = who });
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<Recipient>();
        while (await row.ReadAsync(ct))
            found.Add(new Recipient(row.GetGuid(0), row.GetString(1)));
        return found;
    }
}
