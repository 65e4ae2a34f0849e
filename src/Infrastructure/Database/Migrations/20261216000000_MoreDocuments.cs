using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Files and notes also stand at quotes, credits of vendors, payments of customers and to vendors, and recurring invoices. What can be deleted takes them along.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261216000000_MoreDocuments")]
public sealed class MoreDocuments : Migration
{
    private static readonly (string Kind, string Table, bool IsDeleted)[] Documents =
    [
        ("quote", "quotes", true), ("vendor_credit", "vendor_credits", true), ("payment", "payments", false), ("vendor_payment", "vendor_payments", false),
        ("recurring_invoice", "recurring_invoices", true),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var kinds = string.Join(", ", Documents.Select(document => $"'{document.Kind}'"));
        foreach (var table in new[] { "attachments", "notes" })
        {
            var columns = Documents.Select(document => $"""
                ADD COLUMN {document.Kind}_id uuid GENERATED ALWAYS AS (CASE document_kind WHEN '{document.Kind}' THEN document_id END) STORED,
                    ADD CONSTRAINT fk_{table}_{document.Table} FOREIGN KEY (organization_id, {document.Kind}_id) REFERENCES {document.Table} {(document.IsDeleted ? "ON DELETE CASCADE" : "")}
                """);
            migrationBuilder.Sql($"""
                ALTER TABLE {table} DROP CONSTRAINT {table}_document_kind_check,
                    ADD CONSTRAINT {table}_document_kind_check CHECK (document_kind IN ('invoice', 'bill', 'journal_entry', 'expense', {kinds})),
                    {string.Join(",\n", columns)};
                """);
            foreach (var (kind, _, _) in Documents)
                migrationBuilder.Sql($"CREATE INDEX ix_{table}_{kind} ON {table} (organization_id, {kind}_id) WHERE {kind}_id IS NOT NULL");
        }
    }
}
