using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Amounts that get into the books month by month. Which portions are posted is told by the entries themselves: one for each at most, by their source.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261211000000_ScheduledEntries")]
public sealed class ScheduledEntries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE scheduled_entries (
                organization_id uuid NOT NULL CONSTRAINT fk_scheduled_entries_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                name varchar(100) NOT NULL,
                kind text NOT NULL CHECK (kind IN ('deferral', 'accrual', 'accrual_to_date')),
                method text NOT NULL CHECK (method IN ('months', 'days')),
                from_account_id uuid NOT NULL,
                to_account_id uuid NOT NULL,
                debits_to boolean NOT NULL,
                currency varchar(3) NOT NULL,
                total_minor bigint NOT NULL CHECK (total_minor > 0),
                starts_on date NOT NULL,
                months int NOT NULL CHECK (months BETWEEN 1 AND 120),
                source_entry_id uuid,
                status text NOT NULL CHECK (status IN ('active', 'paused', 'finished', 'cancelled')),
                posted int NOT NULL CHECK (posted >= 0),
                next_on date,
                failure_code varchar(100),
                failure varchar(500),
                CONSTRAINT pk_scheduled_entries PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_scheduled_entries_accounts_from FOREIGN KEY (organization_id, from_account_id) REFERENCES accounts,
                CONSTRAINT fk_scheduled_entries_accounts_to FOREIGN KEY (organization_id, to_account_id) REFERENCES accounts,
                CONSTRAINT fk_scheduled_entries_source FOREIGN KEY (organization_id, source_entry_id) REFERENCES journal_entries,
                CONSTRAINT ck_scheduled_entries_accounts CHECK (from_account_id <> to_account_id),
                CONSTRAINT ck_scheduled_entries_next CHECK ((next_on IS NOT NULL) = (status = 'active')),
                CONSTRAINT ck_scheduled_entries_failure CHECK ((failure IS NULL) = (failure_code IS NULL)));
            CREATE INDEX ix_scheduled_entries_name ON scheduled_entries (organization_id, name, id);
            CREATE INDEX ix_scheduled_entries_starts_on ON scheduled_entries (organization_id, starts_on, id);
            CREATE INDEX ix_scheduled_entries_next ON scheduled_entries (organization_id, next_on) WHERE next_on IS NOT NULL;
            CREATE INDEX ix_scheduled_entries_from ON scheduled_entries (organization_id, from_account_id);
            CREATE INDEX ix_scheduled_entries_to ON scheduled_entries (organization_id, to_account_id);
            CREATE INDEX ix_scheduled_entries_source ON scheduled_entries (organization_id, source_entry_id) WHERE source_entry_id IS NOT NULL;
            """);
        migrationBuilder.WallOff("scheduled_entries", app: "SELECT, INSERT, UPDATE");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE scheduled_entries");
}
