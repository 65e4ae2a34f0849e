using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Financbase.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class OrganizationsAndInvitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "fiscal_year_start_month",
                table: "organizations",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "organizations",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "active");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "state_changed_at",
                table: "organizations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "organizations",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "UTC");

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_invitations_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_open",
                table: "invitations",
                columns: new[] { "organization_id", "email" },
                unique: true,
                filter: "accepted_at IS NULL AND revoked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_token_hash",
                table: "invitations",
                column: "token_hash");

            migrationBuilder.Sql(Slugs);
            migrationBuilder.WallOff("organization_slugs", app: "SELECT, INSERT");
            migrationBuilder.Sql(LookUps);
            migrationBuilder.Sql(Loops);
            migrationBuilder.WallOff("invitations");
            migrationBuilder.Sql(Invitations);
        }

        // Whoever has the link sees what it offers; EF cannot relate the domain's UserId to Identity's Guid.
        private const string Invitations = """
            ALTER TABLE invitations ADD FOREIGN KEY (invited_by) REFERENCES users (id);
            CREATE FUNCTION lookup_invitation(wanted bytea)
                RETURNS TABLE (id uuid, organization_id uuid, slug text, name text, base_currency text, state text,
                    email text, role text, role_name text, inviter text, is_open boolean)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT i.id, o.id, o.slug::text, o.name::text, o.base_currency::text, o.state::text, i.email::text, i.role::text,
                    r.name::text, u.email::text, i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > app_now()
                FROM invitations i JOIN organizations o ON o.id = i.organization_id JOIN users u ON u.id = i.invited_by
                LEFT JOIN roles r ON r.organization_id = i.organization_id AND r.key = i.role
                WHERE i.token_hash = wanted LIMIT 1
            $$;
            REVOKE EXECUTE ON FUNCTION lookup_invitation(bytea) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION lookup_invitation(bytea) TO financbase_app;
            """;

        // Slugs that an organization gave up. They stay its own: an old address must not lead to strangers.
        private const string Slugs = """
            CREATE TABLE organization_slugs (
                organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
                slug text NOT NULL,
                retired_at timestamptz NOT NULL DEFAULT app_now(),
                PRIMARY KEY (organization_id, slug, retired_at));
            CREATE INDEX ix_organization_slugs_slug ON organization_slugs (slug);
            """;

        private const string LookUps = """
            DROP FUNCTION lookup_organization_by_slug(text);
            CREATE FUNCTION lookup_organization_by_slug(wanted text)
                RETURNS TABLE (id uuid, slug text, name text, base_currency text, state text)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT o.id, o.slug::text, o.name::text, o.base_currency::text, o.state::text FROM organizations o WHERE o.slug = wanted
            $$;
            DROP FUNCTION lookup_organization_by_id(uuid);
            CREATE FUNCTION lookup_organization_by_id(wanted uuid)
                RETURNS TABLE (id uuid, slug text, name text, base_currency text, state text)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT o.id, o.slug::text, o.name::text, o.base_currency::text, o.state::text FROM organizations o WHERE o.id = wanted
            $$;
            CREATE FUNCTION lookup_slug_taken(wanted text) RETURNS boolean
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT EXISTS (SELECT FROM organizations WHERE slug = wanted) OR EXISTS (
                    SELECT FROM organization_slugs WHERE slug = wanted
                    AND organization_id IS DISTINCT FROM NULLIF(current_setting('app.organization_id', true), '')::uuid)
            $$;
            CREATE FUNCTION lookup_slug_successor(wanted text, wanted_user uuid) RETURNS text
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT o.slug::text FROM organization_slugs s
                JOIN organizations o ON o.id = s.organization_id
                JOIN memberships m ON m.organization_id = o.id AND m.user_id = wanted_user
                WHERE s.slug = wanted LIMIT 1
            $$;
            REVOKE EXECUTE ON FUNCTION lookup_organization_by_slug(text), lookup_organization_by_id(uuid),
                lookup_slug_taken(text), lookup_slug_successor(text, uuid) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION lookup_organization_by_slug(text), lookup_organization_by_id(uuid),
                lookup_slug_taken(text), lookup_slug_successor(text, uuid) TO financbase_app;
            """;

        // The loops pass over an organization that does not work.
        private const string Loops = """
            CREATE POLICY system ON organizations FOR SELECT TO financbase_system USING (true);
            GRANT SELECT ON organizations TO financbase_system;
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropColumn(
                name: "fiscal_year_start_month",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "state",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "state_changed_at",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "organizations");
        }
    }
}
