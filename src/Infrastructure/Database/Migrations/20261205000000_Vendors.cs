using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Of whom is bought, and where money for them goes; tax and bank numbers are sealed.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261205000000_Vendors")]
public sealed class Vendors : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE vendors (
                organization_id uuid NOT NULL CONSTRAINT fk_vendors_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                name varchar(200) NOT NULL,
                email varchar(254),
                phone varchar(40),
                street varchar(300),
                postal_code varchar(20),
                city varchar(100),
                country varchar(2),
                tax_id_sealed bytea,
                iban_sealed bytea,
                bic_sealed bytea,
                payment_days int CHECK (payment_days BETWEEN 0 AND 365),
                account_id uuid,
                is_archived boolean NOT NULL,
                CONSTRAINT pk_vendors PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_vendors_accounts_organization_id_account_id FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
            CREATE INDEX ix_vendors_name ON vendors (organization_id, name, id);
            CREATE INDEX ix_vendors_account ON vendors (organization_id, account_id);
            """);
        migrationBuilder.WallOff("vendors");
    }
}
