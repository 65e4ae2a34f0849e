using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// The wrapped keys, and sealed columns in the place of clear ones. What stood there in the clear is kept under
/// <c>plain_…</c> until <c>PlaintextSealing</c> has sealed it; where there is nothing, the columns go at once.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127003000_SealedValues")]
public sealed class SealedValues : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Keys);
        migrationBuilder.Share("platform_keys", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("organization_keys", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("data_keys", app: "SELECT, INSERT");
        migrationBuilder.Sql(Accounts);
        migrationBuilder.Sql(Imports);
        migrationBuilder.Sql(Answers);
        migrationBuilder.Sql("GRANT UPDATE (content_sealed) ON statement_uploads TO financbase_app;");
    }

    // Without a foreign key to organizations: a key is committed before the transaction that needs it, and that may be
    // the one that founds the organization.
    private const string Keys = """
        CREATE TABLE platform_keys (
            purpose text PRIMARY KEY,
            kek text NOT NULL,
            wrapped bytea NOT NULL,
            created_at timestamptz NOT NULL DEFAULT app_now());
        CREATE TABLE organization_keys (
            organization_id uuid NOT NULL,
            id uuid NOT NULL,
            version int NOT NULL,
            kek text NOT NULL,
            wrapped bytea NOT NULL,
            created_at timestamptz NOT NULL DEFAULT app_now(),
            PRIMARY KEY (organization_id, id),
            UNIQUE (organization_id, version));
        CREATE TABLE data_keys (
            organization_id uuid NOT NULL,
            id uuid NOT NULL,
            purpose text NOT NULL,
            version int NOT NULL,
            organization_key_id uuid NOT NULL,
            wrapped bytea NOT NULL,
            created_at timestamptz NOT NULL DEFAULT app_now(),
            PRIMARY KEY (organization_id, id),
            UNIQUE (organization_id, purpose, version),
            FOREIGN KEY (organization_id, organization_key_id) REFERENCES organization_keys (organization_id, id));
        """;

    private const string Accounts = """
        DROP INDEX ux_bank_accounts_iban;
        ALTER TABLE bank_accounts RENAME COLUMN iban TO plain_iban;
        ALTER TABLE bank_accounts RENAME COLUMN number TO plain_number;
        ALTER TABLE bank_accounts ADD COLUMN iban_sealed bytea, ADD COLUMN iban_index bytea, ADD COLUMN number_sealed bytea;
        CREATE UNIQUE INDEX ux_bank_accounts_iban ON bank_accounts (organization_id, iban_index) WHERE iban_index IS NOT NULL;
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM bank_accounts) THEN
                ALTER TABLE bank_accounts DROP COLUMN plain_iban, DROP COLUMN plain_number;
            END IF;
        END $$;
        """;

    // A file that waits between preview and import lives for a day: it is uploaded again.
    private const string Imports = """
        ALTER TABLE statement_imports RENAME COLUMN identification TO plain_identification;
        ALTER TABLE statement_imports RENAME COLUMN statements TO plain_statements;
        ALTER TABLE statement_imports ALTER COLUMN plain_statements DROP NOT NULL,
            ADD COLUMN identification_sealed bytea, ADD COLUMN statements_sealed bytea,
            ADD COLUMN is_identified boolean NOT NULL DEFAULT false;
        UPDATE statement_imports SET is_identified = true WHERE plain_identification IS NOT NULL;
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM statement_imports) THEN
                ALTER TABLE statement_imports DROP COLUMN plain_identification, DROP COLUMN plain_statements;
            END IF;
        END $$;
        DELETE FROM statement_uploads;
        ALTER TABLE statement_uploads DROP COLUMN content, ADD COLUMN content_sealed bytea;
        """;

    // Kept for a day; what was stored in the clear is forgotten now.
    private const string Answers = """
        DELETE FROM idempotency_keys;
        ALTER TABLE idempotency_keys DROP COLUMN answer, ADD COLUMN answer_sealed bytea NOT NULL;
        """;
}
