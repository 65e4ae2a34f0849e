using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>A bank line may be a payment to a vendor; a payment is one line at most.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207060000_LinesPayBills")]
public sealed class LinesPayBills : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE bank_transactions ADD COLUMN vendor_payment_id uuid,
            ADD CONSTRAINT fk_bank_transactions_vendor_payments FOREIGN KEY (organization_id, vendor_payment_id) REFERENCES vendor_payments ON DELETE RESTRICT,
            ADD CONSTRAINT ck_bank_transactions_vendor_payment CHECK (vendor_payment_id IS NULL OR (entry_id IS NOT NULL AND payment_id IS NULL));
        CREATE UNIQUE INDEX ix_bank_transactions_organization_id_vendor_payment_id ON bank_transactions (organization_id, vendor_payment_id) WHERE vendor_payment_id IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE bank_transactions DROP COLUMN vendor_payment_id");
}
