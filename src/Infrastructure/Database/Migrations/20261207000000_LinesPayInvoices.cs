using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>A bank line may be a customer's payment; a payment is one line at most.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207000000_LinesPayInvoices")]
public sealed class LinesPayInvoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE bank_transactions ADD COLUMN payment_id uuid,
            ADD CONSTRAINT fk_bank_transactions_payments_organization_id_payment_id FOREIGN KEY (organization_id, payment_id) REFERENCES payments ON DELETE RESTRICT,
            ADD CONSTRAINT ck_bank_transactions_payment CHECK (payment_id IS NULL OR entry_id IS NOT NULL);
        CREATE UNIQUE INDEX ix_bank_transactions_organization_id_payment_id ON bank_transactions (organization_id, payment_id) WHERE payment_id IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE bank_transactions DROP COLUMN payment_id");
}
