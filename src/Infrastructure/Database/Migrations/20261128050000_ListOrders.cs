using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Notifications can be searched, and they and the security journal be read from the oldest on.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128050000_ListOrders")]
public sealed class ListOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP FUNCTION lookup_notifications(uuid, uuid, uuid, int)");
        migrationBuilder.Sql(Notifications);
        migrationBuilder.Sql(Forward(Notifications, "lookup_notifications"));
        migrationBuilder.Sql(Forward(SecurityEvents, "list_security_events"));
    }

    // A function for each direction, so that either reads its index no further than it must.
    private static string Forward(string newestFirst, string name) => newestFirst
        .Replace(name, $"{name}_forward", StringComparison.Ordinal)
        .Replace(".id < place", ".id > place", StringComparison.Ordinal)
        .Replace(".id DESC", ".id", StringComparison.Ordinal);

    private const string Notifications = """
        CREATE FUNCTION lookup_notifications(wanted_user uuid, wanted_organization uuid, place uuid, pattern text, most int)
            RETURNS TABLE (id uuid, slug text, organization text, title text, body text, link text,
                created_at timestamptz, read_at timestamptz)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT n.id, o.slug::text, o.name::text, n.title, n.body, n.link, n.created_at, n.read_at
            FROM notifications n
            JOIN memberships m ON m.organization_id = n.organization_id AND m.user_id = n.user_id
            JOIN organizations o ON o.id = n.organization_id
            WHERE n.user_id = wanted_user AND (place IS NULL OR n.id < place)
                AND (wanted_organization IS NULL OR n.organization_id = wanted_organization)
                AND (pattern IS NULL OR n.title ILIKE pattern OR n.body ILIKE pattern OR (wanted_organization IS NULL AND o.name ILIKE pattern))
            ORDER BY n.id DESC LIMIT most
        $$;
        REVOKE EXECUTE ON FUNCTION lookup_notifications(uuid, uuid, uuid, text, int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION lookup_notifications(uuid, uuid, uuid, text, int) TO financbase_app;
        """;

    private const string SecurityEvents = """
        CREATE FUNCTION list_security_events(place uuid, wanted_kind text, wanted_person text, from_at timestamptz, to_at timestamptz, most int)
            RETURNS TABLE (id uuid, kind text, occurred_at timestamptz, user_id uuid, person text, address inet, detail text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            WITH own AS (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid AS id),
            people AS (
                SELECT m.user_id, m.joined_at, u.email::text AS email
                FROM memberships m JOIN users u ON u.id = m.user_id
                WHERE m.organization_id = (SELECT own.id FROM own)
                    AND (wanted_person IS NULL OR strpos(lower(u.email::text), lower(wanted_person)) > 0)),
            found AS (
                (SELECT e.id, e.kind, e.occurred_at, p.user_id, p.email, e.address, e.detail
                 FROM security_events e LEFT JOIN people p ON p.user_id = e.user_id
                 WHERE e.organization_id = (SELECT own.id FROM own)
                    AND (place IS NULL OR e.id < place) AND (wanted_kind IS NULL OR e.kind = wanted_kind)
                    AND (wanted_person IS NULL OR p.user_id IS NOT NULL)
                    AND (from_at IS NULL OR e.occurred_at >= from_at) AND (to_at IS NULL OR e.occurred_at < to_at)
                 ORDER BY e.id DESC LIMIT most)
                UNION ALL
                SELECT e.id, e.kind, e.occurred_at, p.user_id, p.email, e.address, NULL
                FROM people p CROSS JOIN LATERAL (
                    SELECT * FROM security_events s
                    WHERE s.organization_id IS NULL AND s.user_id = p.user_id AND s.occurred_at >= p.joined_at
                        AND (place IS NULL OR s.id < place) AND (wanted_kind IS NULL OR s.kind = wanted_kind)
                        AND (from_at IS NULL OR s.occurred_at >= from_at) AND (to_at IS NULL OR s.occurred_at < to_at)
                    ORDER BY s.id DESC LIMIT most) AS e)
            SELECT found.id, found.kind, found.occurred_at, found.user_id, found.email, found.address, found.detail
            FROM found ORDER BY found.id DESC LIMIT most
        $$;
        REVOKE EXECUTE ON FUNCTION list_security_events(uuid, text, text, timestamptz, timestamptz, int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION list_security_events(uuid, text, text, timestamptz, timestamptz, int) TO financbase_app;
        """;
}
