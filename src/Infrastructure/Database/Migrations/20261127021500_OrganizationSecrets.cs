using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Named secrets, each sealed for its row, and which of them a step uses.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127021500_OrganizationSecrets")]
public sealed class OrganizationSecrets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE organization_secrets (
                organization_id uuid NOT NULL CONSTRAINT fk_organization_secrets_organizations_organization_id REFERENCES organizations (id),
                id uuid NOT NULL,
                name varchar(64) NOT NULL,
                description varchar(200),
                value_sealed bytea NOT NULL,
                revision int NOT NULL,
                set_at timestamptz NOT NULL,
                set_by uuid,
                last_used_at timestamptz,
                CONSTRAINT pk_organization_secrets PRIMARY KEY (organization_id, id));
            CREATE UNIQUE INDEX ux_organization_secrets_name ON organization_secrets (organization_id, name);
            ALTER TABLE workflow_steps ADD COLUMN secrets text[] NOT NULL DEFAULT '{}';
            """);
        migrationBuilder.WallOff("organization_secrets");
    }
}
