using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Financbase.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class Workflows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "workflows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    draft = table.Column<string>(type: "json", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    published_version = table.Column<int>(type: "integer", nullable: true),
                    has_unpublished_changes = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflows", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_workflows_published", "status IN ('draft', 'archived') OR (status IN ('published', 'paused') AND published_version IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_workflows_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflow_versions",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workflow_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    definition = table.Column<string>(type: "json", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_versions", x => new { x.organization_id, x.workflow_id, x.number });
                    table.ForeignKey(
                        name: "fk_workflow_versions_workflows_organization_id_workflow_id",
                        columns: x => new { x.organization_id, x.workflow_id },
                        principalTable: "workflows",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflow_steps",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workflow_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_steps", x => new { x.organization_id, x.workflow_id, x.version, x.position });
                    table.ForeignKey(
                        name: "fk_workflow_steps_workflow_versions_organization_id_workflow_i",
                        columns: x => new { x.organization_id, x.workflow_id, x.version },
                        principalTable: "workflow_versions",
                        principalColumns: new[] { "organization_id", "workflow_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workflow_triggers",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workflow_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_triggers", x => new { x.organization_id, x.workflow_id, x.version, x.position });
                    table.ForeignKey(
                        name: "fk_workflow_triggers_workflow_versions_organization_id_workflo",
                        columns: x => new { x.organization_id, x.workflow_id, x.version },
                        principalTable: "workflow_versions",
                        principalColumns: new[] { "organization_id", "workflow_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_steps_organization_id_type",
                table: "workflow_steps",
                columns: new[] { "organization_id", "type" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_triggers_organization_id_event",
                table: "workflow_triggers",
                columns: new[] { "organization_id", "event" });

            // A version never changes once it is published.
            migrationBuilder.WallOff("workflows", system: "SELECT");
            migrationBuilder.WallOff("workflow_versions", app: "SELECT, INSERT", system: "SELECT");
            migrationBuilder.WallOff("workflow_steps", app: "SELECT, INSERT");
            migrationBuilder.WallOff("workflow_triggers", app: "SELECT, INSERT", system: "SELECT");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "workflow_steps");

            migrationBuilder.DropTable(
                name: "workflow_triggers");

            migrationBuilder.DropTable(
                name: "workflow_versions");

            migrationBuilder.DropTable(
                name: "workflows");
        }
    }
}
