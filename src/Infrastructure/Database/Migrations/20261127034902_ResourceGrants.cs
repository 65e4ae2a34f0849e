using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Financbase.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class ResourceGrants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "resource_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    api_key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    permission = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    resource_type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    resource_id = table.Column<Guid>(type: "uuid", nullable: false),
                    effect = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    granted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resource_grants", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_resource_grants_api_keys_organization_id_api_key_id",
                        columns: x => new { x.organization_id, x.api_key_id },
                        principalTable: "api_keys",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_resource_grants_memberships_organization_id_user_id",
                        columns: x => new { x.organization_id, x.user_id },
                        principalTable: "memberships",
                        principalColumns: new[] { "organization_id", "user_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_resource_grants_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_resource_grants_roles_organization_id_role_id",
                        columns: x => new { x.organization_id, x.role_id },
                        principalTable: "roles",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_resource_grants_organization_id_api_key_id",
                table: "resource_grants",
                columns: new[] { "organization_id", "api_key_id" });

            migrationBuilder.CreateIndex(
                name: "ix_resource_grants_organization_id_role_id",
                table: "resource_grants",
                columns: new[] { "organization_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_resource_grants_organization_id_user_id",
                table: "resource_grants",
                columns: new[] { "organization_id", "user_id" });

            migrationBuilder.WallOff("resource_grants");
            migrationBuilder.Sql("""
                ALTER TABLE resource_grants ADD CONSTRAINT ck_resource_grants_subject CHECK (num_nonnulls(user_id, role, api_key_id) = 1),
                    ADD CONSTRAINT ck_resource_grants_effect CHECK (effect IN ('allow', 'deny'));
                CREATE UNIQUE INDEX ux_resource_grants_one_each ON resource_grants
                    (organization_id, COALESCE(user_id::text, role, api_key_id::text), permission, resource_type, resource_id);
                REVOKE UPDATE ON resource_grants FROM financbase_app;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "resource_grants");
        }
    }
}
