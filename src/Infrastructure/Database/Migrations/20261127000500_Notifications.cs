using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>What people are told inside the product, and the keys by which workflows send a mail once.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127000500_Notifications")]
public sealed class Notifications : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            ALTER TABLE outgoing_mails ADD key text;
            CREATE UNIQUE INDEX ix_outgoing_mails_key ON outgoing_mails (key);
            CREATE INDEX ix_outgoing_mails_organization ON outgoing_mails (organization_id, kind, queued_at);
            """);
        migrationBuilder.Sql(Table);
        migrationBuilder.WallOff("notifications", app: "SELECT, INSERT");
        migrationBuilder.Sql(LookUps);
    }

    private const string Table = """
        CREATE TABLE notifications (
            organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
            id uuid NOT NULL,
            user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            source text NOT NULL,
            title text NOT NULL,
            body text NOT NULL,
            link text,
            created_at timestamptz NOT NULL DEFAULT app_now(),
            read_at timestamptz,
            PRIMARY KEY (organization_id, id),
            UNIQUE (organization_id, user_id, source));
        CREATE INDEX ix_notifications_user ON notifications (user_id, id);
        CREATE INDEX ix_notifications_unread ON notifications (user_id) WHERE read_at IS NULL;
        """;

    // One person's rows in several organizations: only of those whose member the person still is.
    private const string LookUps = """
        CREATE FUNCTION lookup_notifications(wanted_user uuid, wanted_organization uuid, before uuid, most int)
            RETURNS TABLE (id uuid, slug text, organization text, title text, body text, link text,
                created_at timestamptz, read_at timestamptz)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT n.id, o.slug::text, o.name::text, n.title, n.body, n.link, n.created_at, n.read_at
            FROM notifications n
            JOIN memberships m ON m.organization_id = n.organization_id AND m.user_id = n.user_id
            JOIN organizations o ON o.id = n.organization_id
            WHERE n.user_id = wanted_user AND (before IS NULL OR n.id < before)
                AND (wanted_organization IS NULL OR n.organization_id = wanted_organization)
            ORDER BY n.id DESC LIMIT most
        $$;
        CREATE FUNCTION lookup_unread_notifications(wanted_user uuid) RETURNS bigint
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT count(*) FROM (
                SELECT FROM notifications n
                JOIN memberships m ON m.organization_id = n.organization_id AND m.user_id = n.user_id
                WHERE n.user_id = wanted_user AND n.read_at IS NULL LIMIT 100) AS unread
        $$;
        CREATE FUNCTION read_notifications(wanted_user uuid, wanted_organization uuid, wanted uuid) RETURNS bigint
            LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            WITH read AS (
                UPDATE notifications n SET read_at = COALESCE(n.read_at, app_now())
                FROM memberships m
                WHERE m.organization_id = n.organization_id AND m.user_id = n.user_id AND n.user_id = wanted_user
                    AND (wanted_organization IS NULL OR n.organization_id = wanted_organization)
                    AND CASE WHEN wanted IS NULL THEN n.read_at IS NULL ELSE n.id = wanted END
                RETURNING 1)
            SELECT count(*) FROM read
        $$;
        REVOKE EXECUTE ON FUNCTION lookup_notifications(uuid, uuid, uuid, int), lookup_unread_notifications(uuid),
            read_notifications(uuid, uuid, uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION lookup_notifications(uuid, uuid, uuid, int), lookup_unread_notifications(uuid),
            read_notifications(uuid, uuid, uuid) TO financbase_app;
        """;
}
