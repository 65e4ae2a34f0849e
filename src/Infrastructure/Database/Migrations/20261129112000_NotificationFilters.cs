using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Notifications by whether they were read and why somebody was told, which their source says.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261129112000_NotificationFilters")]
public sealed class NotificationFilters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            DROP FUNCTION lookup_notifications(uuid, uuid, uuid, text, int);
            DROP FUNCTION lookup_notifications_forward(uuid, uuid, uuid, text, int);
            """);
        migrationBuilder.Sql(LookUp("lookup_notifications", "<", "DESC"));
        migrationBuilder.Sql(LookUp("lookup_notifications_forward", ">", "ASC"));
    }

    // A function for each direction, so that either reads its index no further than it must.
    private static string LookUp(string name, string beyond, string order) => $"""
        CREATE FUNCTION {name}(
            wanted_user uuid, wanted_organization uuid, place uuid, pattern text, wanted_read boolean, wanted_kind text, most int)
            RETURNS TABLE (id uuid, slug text, organization text, title text, body text, link text,
                created_at timestamptz, read_at timestamptz)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT n.id, o.slug::text, o.name::text, n.title, n.body, n.link, n.created_at, n.read_at
            FROM notifications n
            JOIN memberships m ON m.organization_id = n.organization_id AND m.user_id = n.user_id
            JOIN organizations o ON o.id = n.organization_id
            WHERE n.user_id = wanted_user AND (place IS NULL OR n.id {beyond} place)
                AND (wanted_organization IS NULL OR n.organization_id = wanted_organization)
                AND (pattern IS NULL OR n.title ILIKE pattern OR n.body ILIKE pattern OR (wanted_organization IS NULL AND o.name ILIKE pattern))
                AND (wanted_read IS NULL OR (n.read_at IS NOT NULL) = wanted_read)
                AND (wanted_kind IS NULL OR wanted_kind = CASE
                    WHEN starts_with(n.source, 'approval:') THEN 'approval' WHEN starts_with(n.source, 'workflow_quota:') THEN 'quota' ELSE 'message' END)
            ORDER BY n.id {order} LIMIT most
        $$;
        REVOKE EXECUTE ON FUNCTION {name}(uuid, uuid, uuid, text, boolean, text, int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name}(uuid, uuid, uuid, text, boolean, text, int) TO financbase_app;
        """;
}
