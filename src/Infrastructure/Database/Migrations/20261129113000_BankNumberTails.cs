using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Blind indexes over the last digits of bank numbers; <c>PartIndexing</c> fills them for what is there already.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261129113000_BankNumberTails")]
public sealed class BankNumberTails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE bank_accounts ADD COLUMN iban_tail bytea, ADD COLUMN number_tail bytea;
        CREATE INDEX ix_bank_accounts_iban_tail ON bank_accounts (organization_id, iban_tail) WHERE iban_tail IS NOT NULL;
        CREATE INDEX ix_bank_accounts_number_tail ON bank_accounts (organization_id, number_tail) WHERE number_tail IS NOT NULL;
        """);
}
