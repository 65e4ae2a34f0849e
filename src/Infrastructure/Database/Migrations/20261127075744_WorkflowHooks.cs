using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Financbase.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class WorkflowHooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "hook_hash",
                table: "workflows",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "hook_sealed",
                table: "workflows",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_workflows_hook",
                table: "workflows",
                column: "hook_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_workflows_hook",
                table: "workflows");

            migrationBuilder.DropColumn(
                name: "hook_hash",
                table: "workflows");

            migrationBuilder.DropColumn(
                name: "hook_sealed",
                table: "workflows");
        }
    }
}
