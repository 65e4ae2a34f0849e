using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Financbase.Infrastructure.Database.Migrations
{
    /// <inheritdoc />
    public partial class Banking : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bank_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    iban = table.Column<string>(type: "character varying(34)", maxLength: 34, nullable: true),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    csv_profile = table.Column<string>(type: "jsonb", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_accounts", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_bank_accounts_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "statement_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    profile = table.Column<string>(type: "jsonb", nullable: true),
                    imported = table.Column<int>(type: "integer", nullable: false),
                    duplicates = table.Column<int>(type: "integer", nullable: false),
                    statements = table.Column<string>(type: "jsonb", nullable: false),
                    rejected_count = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<string>(type: "jsonb", nullable: false),
                    identification = table.Column<string>(type: "text", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    closing_minor = table.Column<long>(type: "bigint", nullable: true),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_imports", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_statement_imports_bank_accounts_organization_id_bank_accoun",
                        columns: x => new { x.organization_id, x.bank_account_id },
                        principalTable: "bank_accounts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "statement_uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    staged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statement_uploads", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_statement_uploads_bank_accounts_organization_id_bank_accoun",
                        columns: x => new { x.organization_id, x.bank_account_id },
                        principalTable: "bank_accounts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bank_transactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bank_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    counterparty = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    reference = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    bank_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    fingerprint = table.Column<Guid>(type: "uuid", nullable: false),
                    occurrence = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    amount_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_transactions", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_bank_transactions_bank_accounts_organization_id_bank_accoun",
                        columns: x => new { x.organization_id, x.bank_account_id },
                        principalTable: "bank_accounts",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bank_transactions_statement_imports_organization_id_import_",
                        columns: x => new { x.organization_id, x.import_id },
                        principalTable: "statement_imports",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bank_accounts_organization_id_name_id",
                table: "bank_accounts",
                columns: new[] { "organization_id", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_bank_accounts_iban",
                table: "bank_accounts",
                columns: new[] { "organization_id", "iban" },
                unique: true,
                filter: "iban IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bank_transactions_organization_id_bank_account_id_date_id",
                table: "bank_transactions",
                columns: new[] { "organization_id", "bank_account_id", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bank_transactions_organization_id_bank_account_id_fingerpri",
                table: "bank_transactions",
                columns: new[] { "organization_id", "bank_account_id", "fingerprint", "occurrence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bank_transactions_organization_id_date_id",
                table: "bank_transactions",
                columns: new[] { "organization_id", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bank_transactions_organization_id_import_id",
                table: "bank_transactions",
                columns: new[] { "organization_id", "import_id" });

            migrationBuilder.CreateIndex(
                name: "ix_statement_imports_organization_id_bank_account_id_imported_",
                table: "statement_imports",
                columns: new[] { "organization_id", "bank_account_id", "imported_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_statement_uploads_organization_id_bank_account_id",
                table: "statement_uploads",
                columns: new[] { "organization_id", "bank_account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_statement_uploads_organization_id_staged_at",
                table: "statement_uploads",
                columns: new[] { "organization_id", "staged_at" });

            // The bank's own id is the other way to know a line again; EF cannot index a member of a complex property.
            migrationBuilder.Sql("""
                CREATE UNIQUE INDEX ux_bank_transactions_bank_id
                    ON bank_transactions (organization_id, bank_account_id, bank_id, date, amount_minor) WHERE bank_id IS NOT NULL;
                """);

            migrationBuilder.WallOff("bank_accounts");
            migrationBuilder.WallOff("statement_imports", app: "SELECT, INSERT, UPDATE");
            migrationBuilder.WallOff("bank_transactions");
            migrationBuilder.WallOff("statement_uploads", app: "SELECT, INSERT, DELETE");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bank_transactions");

            migrationBuilder.DropTable(
                name: "statement_uploads");

            migrationBuilder.DropTable(
                name: "statement_imports");

            migrationBuilder.DropTable(
                name: "bank_accounts");
        }
    }
}
