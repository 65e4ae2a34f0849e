using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Financbase.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class RolesAndMembers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "role_id",
                table: "memberships",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_roles_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_permissions",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false),
                    permission = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    constraint = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_permissions", x => new { x.organization_id, x.role_id, x.permission });
                    table.ForeignKey(
                        name: "fk_role_permissions_roles_organization_id_role_id",
                        columns: x => new { x.organization_id, x.role_id },
                        principalTable: "roles",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_memberships_organization_id_role_id",
                table: "memberships",
                columns: new[] { "organization_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roles_key",
                table: "roles",
                columns: new[] { "organization_id", "key" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_memberships_roles",
                table: "memberships",
                columns: new[] { "organization_id", "role_id" },
                principalTable: "roles",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.WallOff("roles");
            migrationBuilder.WallOff("role_permissions");
            migrationBuilder.Sql(LookUps);
        }

        // A role of the organization's own is named by its row; what a key's creator may do is read with the members.
        private const string LookUps = """
            DROP FUNCTION lookup_memberships(uuid);
            CREATE FUNCTION lookup_memberships(wanted_user uuid)
                RETURNS TABLE (organization_id uuid, slug text, name text, base_currency text, role text, role_name text)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT o.id, o.slug::text, o.name::text, o.base_currency::text, m.role::text, r.name::text
                FROM memberships m JOIN organizations o ON o.id = m.organization_id
                LEFT JOIN roles r ON r.organization_id = m.organization_id AND r.id = m.role_id
                WHERE m.user_id = wanted_user ORDER BY o.name
            $$;
            DROP FUNCTION lookup_api_key(text);
            CREATE FUNCTION lookup_api_key(wanted text)
                RETURNS TABLE (id uuid, organization_id uuid, hash bytea, scopes text[], allowed_networks cidr[],
                    expires_at timestamptz, revoked_at timestamptz, created_by uuid)
                LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT k.id, k.organization_id, k.hash, k.scopes, k.allowed_networks, k.expires_at, k.revoked_at, k.created_by
                FROM api_keys k WHERE k.public_id = wanted LIMIT 1
            $$;
            REVOKE EXECUTE ON FUNCTION lookup_memberships(uuid), lookup_api_key(text) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION lookup_memberships(uuid), lookup_api_key(text) TO financbase_app;
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_memberships_roles",
                table: "memberships");

            migrationBuilder.DropTable(
                name: "role_permissions");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropIndex(
                name: "ix_memberships_organization_id_role_id",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "role_id",
                table: "memberships");
        }
    }
}
