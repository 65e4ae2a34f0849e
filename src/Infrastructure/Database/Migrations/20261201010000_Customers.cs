using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Tax rates, customers and items: what the lines of documents begin with.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261201010000_Customers")]
public sealed class Customers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("tax_rates");
        migrationBuilder.WallOff("customers");
        migrationBuilder.WallOff("items");
    }

    private const string Tables = """
        CREATE TABLE tax_rates (
            organization_id uuid NOT NULL CONSTRAINT fk_tax_rates_organization_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            name varchar(60) NOT NULL,
            category text NOT NULL CHECK (category IN ('standard', 'zero_rated', 'exempt', 'reverse_charge', 'intra_community', 'export', 'out_of_scope')),
            is_inclusive boolean NOT NULL,
            parts jsonb NOT NULL,
            is_archived boolean NOT NULL,
            CONSTRAINT pk_tax_rates PRIMARY KEY (organization_id, id));
        CREATE UNIQUE INDEX ux_tax_rates_name ON tax_rates (organization_id, name);

        CREATE TABLE customers (
            organization_id uuid NOT NULL CONSTRAINT fk_customers_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            name varchar(200) NOT NULL,
            email varchar(254),
            phone varchar(40),
            street varchar(300),
            postal_code varchar(20),
            city varchar(100),
            country varchar(2),
            tax_id_sealed bytea,
            payment_days int CHECK (payment_days BETWEEN 0 AND 365),
            is_archived boolean NOT NULL,
            CONSTRAINT pk_customers PRIMARY KEY (organization_id, id));
        CREATE INDEX ix_customers_name ON customers (organization_id, name, id);

        CREATE TABLE items (
            organization_id uuid NOT NULL CONSTRAINT fk_items_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            code varchar(40),
            name varchar(200) NOT NULL,
            description varchar(1000),
            unit_price numeric(19,6) NOT NULL,
            unit varchar(30),
            tax_rate_id uuid,
            account_id uuid,
            is_archived boolean NOT NULL,
            CONSTRAINT pk_items PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_items_tax_rates_organization_id_tax_rate_id FOREIGN KEY (organization_id, tax_rate_id) REFERENCES tax_rates,
            CONSTRAINT fk_items_accounts_organization_id_account_id FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
        CREATE UNIQUE INDEX ux_items_code ON items (organization_id, code) WHERE code IS NOT NULL;
        CREATE INDEX ix_items_name ON items (organization_id, name, id);
        CREATE INDEX ix_items_tax_rate ON items (organization_id, tax_rate_id);
        CREATE INDEX ix_items_account ON items (organization_id, account_id);
        """;
}
