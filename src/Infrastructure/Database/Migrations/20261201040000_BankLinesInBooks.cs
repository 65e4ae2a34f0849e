using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Bank lines are posted, matched, excluded and reconciled; rules for them.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261201040000_BankLinesInBooks")]
public sealed class BankLinesInBooks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE reconciliations (
                organization_id uuid NOT NULL,
                id uuid NOT NULL,
                bank_account_id uuid NOT NULL,
                through date NOT NULL,
                closing_balance_minor bigint NOT NULL,
                closing_balance_currency varchar(3) NOT NULL,
                state text NOT NULL CHECK (state IN ('open', 'completed')),
                started_at timestamptz NOT NULL,
                completed_at timestamptz,
                CONSTRAINT pk_reconciliations PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_reconciliations_bank_accounts FOREIGN KEY (organization_id, bank_account_id) REFERENCES bank_accounts,
                CHECK ((completed_at IS NULL) = (state = 'open')));
            CREATE UNIQUE INDEX ux_reconciliations_day ON reconciliations (organization_id, bank_account_id, through);
            CREATE UNIQUE INDEX ux_reconciliations_open ON reconciliations (organization_id, bank_account_id) WHERE state = 'open';

            ALTER TABLE bank_transactions ADD COLUMN entry_id uuid, ADD COLUMN postings int NOT NULL DEFAULT 0, ADD COLUMN counterpart_id uuid,
                ADD COLUMN reconciliation_id uuid,
                ADD CONSTRAINT fk_bank_transactions_journal_entries FOREIGN KEY (organization_id, entry_id) REFERENCES journal_entries,
                ADD CONSTRAINT fk_bank_transactions_reconciliations FOREIGN KEY (organization_id, reconciliation_id) REFERENCES reconciliations,
                ADD CONSTRAINT ck_bank_transactions_entry CHECK ((entry_id IS NOT NULL) = (status IN ('posted', 'reconciled'))),
                ADD CONSTRAINT ck_bank_transactions_reconciled CHECK ((reconciliation_id IS NOT NULL) = (status = 'reconciled'));
            CREATE INDEX ix_bank_transactions_entry ON bank_transactions (organization_id, entry_id) WHERE entry_id IS NOT NULL;
            CREATE INDEX ix_bank_transactions_reconciliation ON bank_transactions (organization_id, reconciliation_id) WHERE reconciliation_id IS NOT NULL;
            CREATE INDEX ix_bank_transactions_counterparty ON bank_transactions (organization_id, counterparty, date DESC) WHERE entry_id IS NOT NULL;

            CREATE TABLE bank_rules (
                organization_id uuid NOT NULL CONSTRAINT fk_bank_rules_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                name varchar(100) NOT NULL,
                priority int NOT NULL CHECK (priority BETWEEN 0 AND 1000),
                conditions jsonb NOT NULL,
                account_id uuid,
                memo varchar(500),
                is_automatic boolean NOT NULL,
                CONSTRAINT pk_bank_rules PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_bank_rules_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
            CREATE UNIQUE INDEX ux_bank_rules_name ON bank_rules (organization_id, name);

            -- An import may be taken back at the moment when somebody posts one of its lines.
            CREATE FUNCTION refuse_losing_booked_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
            BEGIN
                IF NOT EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                    RAISE EXCEPTION 'a bank line is in the books' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_bank_transactions_booked_stay';
                END IF;
                RETURN OLD;
            END $$;
            CREATE TRIGGER booked_stay BEFORE DELETE ON bank_transactions FOR EACH ROW WHEN (OLD.entry_id IS NOT NULL)
                EXECUTE FUNCTION refuse_losing_booked_lines();
            """);
        migrationBuilder.WallOff("reconciliations");
        migrationBuilder.WallOff("bank_rules");
    }
}
