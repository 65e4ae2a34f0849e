using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Entries know the document that they were posted for, and postings the amount in its own currency; which accounts are posted to
/// without asking, what currencies are worth, and which account stands for a bank account.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261201020000_SourceDocuments")]
public sealed class SourceDocuments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            ALTER TABLE journal_entries ADD COLUMN source_id uuid, ADD COLUMN source_kind varchar(40),
                ADD CONSTRAINT ck_journal_entries_document CHECK (
                    (source_id IS NULL) = (source IN ('manual', 'reversal')) AND (source_id IS NULL) = (source_kind IS NULL)),
                DROP CONSTRAINT journal_entries_source_check;
            CREATE UNIQUE INDEX ux_journal_entries_source ON journal_entries (organization_id, source, source_id, source_kind) WHERE source_id IS NOT NULL;

            ALTER TABLE postings ADD COLUMN currency varchar(3), ADD COLUMN original_minor bigint,
                ADD CONSTRAINT ck_postings_original CHECK (
                    (currency IS NULL) = (original_minor IS NULL) AND (original_minor IS NULL OR sign(original_minor) IN (0, sign(amount_minor))));

            CREATE TABLE posting_accounts (
                organization_id uuid NOT NULL CONSTRAINT fk_posting_accounts_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                role text NOT NULL,
                account_id uuid NOT NULL,
                CONSTRAINT pk_posting_accounts PRIMARY KEY (organization_id, role),
                CONSTRAINT fk_posting_accounts_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts);

            CREATE TABLE exchange_rates (
                organization_id uuid NOT NULL CONSTRAINT fk_exchange_rates_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                currency varchar(3) NOT NULL,
                date date NOT NULL,
                rate numeric(20,10) NOT NULL CHECK (rate > 0),
                CONSTRAINT pk_exchange_rates PRIMARY KEY (organization_id, id));
            CREATE UNIQUE INDEX ux_exchange_rates_day ON exchange_rates (organization_id, currency, date);

            ALTER TABLE bank_accounts ADD COLUMN ledger_account_id uuid,
                ADD CONSTRAINT fk_bank_accounts_accounts FOREIGN KEY (organization_id, ledger_account_id) REFERENCES accounts;
            CREATE UNIQUE INDEX ux_bank_accounts_ledger_account ON bank_accounts (organization_id, ledger_account_id) WHERE ledger_account_id IS NOT NULL;
            """);
        migrationBuilder.WallOff("posting_accounts", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("exchange_rates");

        // Whoever has a chart from a template gets the roles that it gives; of several accounts none is guessed.
        migrationBuilder.Sql("""
            INSERT INTO posting_accounts (organization_id, role, account_id)
            SELECT a.organization_id, r.role, a.id
            FROM (VALUES ('bank', '1010', 'asset'), ('receivable', '1100', 'asset'), ('payable', '2000', 'liability'), ('tax_payable', '2200', 'liability'),
                ('tax_receivable', '1200', 'asset'), ('sales', '4000', 'revenue'), ('purchases', '5000', 'expense'), ('bank_charges', '6600', 'expense'),
                ('bad_debts', '6900', 'expense'), ('exchange_differences', '6950', 'expense'), ('rounding', '6990', 'expense'),
                ('opening_balances', '3800', 'equity')) AS r (role, code, type)
            JOIN accounts a ON a.code = r.code AND a.type = r.type AND NOT a.is_archived;
            """);
    }
}
