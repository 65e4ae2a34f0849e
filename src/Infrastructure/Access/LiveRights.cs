using System.Collections.Frozen;
using System.Text.Json;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>A member's role and rights as the rows say now.</summary>
internal sealed record LiveRights(string Role, Rights Rights)
{
    // Exceptions that have expired are not read at all.
    private const string Sql = """
        SELECT m.role, m.role_id,
            (SELECT jsonb_object_agg(p.permission, p."constraint") FROM role_permissions p
             WHERE p.organization_id = m.organization_id AND p.role_id = m.role_id)::text,
            (SELECT jsonb_agg(jsonb_build_object('permission', g.permission, 'resourceType', g.resource_type, 'resourceId', g.resource_id, 'effect', g.effect))
             FROM resource_grants g
             WHERE g.organization_id = m.organization_id AND (g.user_id = m.user_id OR g.role = m.role)
                AND (g.expires_at IS NULL OR g.expires_at > app_now()))::text,
            ARRAY(SELECT w.id FROM workflows w
             WHERE w.organization_id = m.organization_id AND w.created_by = m.user_id AND EXISTS (
                SELECT FROM role_permissions p
                WHERE p.organization_id = m.organization_id AND p.role_id = m.role_id AND (p."constraint" ->> 'ownOnly')::boolean))
        FROM memberships m WHERE m.organization_id = $1 AND m.user_id = $2
        """;

    /// <summary>The statement; the connection must work for the organization already.</summary>
    public static NpgsqlBatchCommand Query(OrganizationId organization, UserId user) => new(Sql)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = organization.Value },
            new NpgsqlParameter<Guid> { TypedValue = user.Value },
        },
    };

    /// <summary>Null when the person is no member.</summary>
    public static async Task<LiveRights?> ReadAsync(NpgsqlDataReader row, UserId user, CancellationToken ct)
    {
        if (!await row.ReadAsync(ct))
            return null;

        var key = row.GetString(0);
        var grants = GrantsOf(row.IsDBNull(3) ? null : row.GetString(3));
        if (row.IsDBNull(1))
            return Domain.Access.Role.Find(key) is { } builtIn ? new(key, builtIn.RightsOf(user) with { Grants = grants }) : null;

        var constraints = row.IsDBNull(2) ? [] : JsonSerializer.Deserialize<Dictionary<string, Constraint?>>(row.GetString(2), WireJson.Options)!;
        var known = constraints.Where(entry => PermissionCatalogue.Contains(entry.Key)).ToList();
        return new(key, new Rights(known.Select(entry => entry.Key).ToFrozenSet())
        {
            Holder = user,
            Grants = grants,
            Own = row.GetFieldValue<Guid[]>(4).ToFrozenSet(),
            Constraints = known.Where(entry => entry.Value is not null).ToFrozenDictionary(entry => entry.Key, entry => entry.Value!),
        });
    }

    /// <summary>As the statements here aggregate them.</summary>
    public static IReadOnlyList<Grant> GrantsOf(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<Grant>>(json, WireJson.Options)!;
}
