using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Bank lines that show an entry which was in the books before them. It belongs to one line of the account, and is not reversed while it does.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261210010000_LinesShowEntries")]
public sealed class LinesShowEntries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE bank_transactions ADD COLUMN is_matched boolean NOT NULL DEFAULT false,
            ADD CONSTRAINT ck_bank_transactions_matched CHECK (NOT is_matched OR (entry_id IS NOT NULL AND counterpart_id IS NULL AND payment_id IS NULL AND vendor_payment_id IS NULL));
        CREATE UNIQUE INDEX ux_bank_transactions_matched ON bank_transactions (organization_id, bank_account_id, entry_id) WHERE is_matched;

        CREATE FUNCTION refuse_reversal_of_matched() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (SELECT FROM bank_transactions WHERE organization_id = NEW.organization_id AND entry_id = NEW.reverses AND is_matched) THEN
                RAISE EXCEPTION 'a bank line shows this entry' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_entries_matched';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER matched_stay BEFORE INSERT ON journal_entries FOR EACH ROW WHEN (NEW.reverses IS NOT NULL) EXECUTE FUNCTION refuse_reversal_of_matched();
        """);
}
