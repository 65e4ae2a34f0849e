using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// How many lines each bank account has and what they add up to, so that no page counts them. The database keeps it: whoever
/// writes lines, and however, the totals follow in the same transaction.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127023000_BankAccountTotals")]
public sealed class BankAccountTotals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE bank_account_totals (
                organization_id uuid NOT NULL,
                bank_account_id uuid NOT NULL,
                lines bigint NOT NULL,
                unreviewed bigint NOT NULL,
                amount_minor numeric(38) NOT NULL
                    CONSTRAINT ck_bank_account_totals_amount CHECK (abs(amount_minor) <= 9223372036854775807),
                PRIMARY KEY (organization_id, bank_account_id),
                FOREIGN KEY (organization_id, bank_account_id) REFERENCES bank_accounts (organization_id, id) ON DELETE CASCADE);
            """);
        migrationBuilder.WallOff("bank_account_totals", app: "SELECT");
        migrationBuilder.Sql(Follow);
        migrationBuilder.Sql("""
            INSERT INTO bank_account_totals
            SELECT organization_id, bank_account_id, count(*), count(*) FILTER (WHERE status = 'unreviewed'), sum(amount_minor)
            FROM bank_transactions GROUP BY organization_id, bank_account_id;
            """);
    }

    // With the owner's rights, so that the application can read the totals and not write them. Accounts in a fixed order:
    // two statements that touch the same ones then wait for each other instead of deadlocking.
    private const string Follow = """
        CREATE FUNCTION bank_account_totals_follow() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO bank_account_totals AS t
                SELECT organization_id, bank_account_id, count(*), count(*) FILTER (WHERE status = 'unreviewed'), sum(amount_minor)
                FROM added GROUP BY organization_id, bank_account_id ORDER BY organization_id, bank_account_id
                ON CONFLICT (organization_id, bank_account_id) DO UPDATE SET
                    lines = t.lines + EXCLUDED.lines, unreviewed = t.unreviewed + EXCLUDED.unreviewed,
                    amount_minor = t.amount_minor + EXCLUDED.amount_minor;
            END IF;
            IF TG_OP <> 'INSERT' THEN
                UPDATE bank_account_totals t SET
                    lines = t.lines - gone.lines, unreviewed = t.unreviewed - gone.unreviewed, amount_minor = t.amount_minor - gone.amount_minor
                FROM (SELECT organization_id, bank_account_id, count(*) AS lines, count(*) FILTER (WHERE status = 'unreviewed') AS unreviewed,
                        sum(amount_minor) AS amount_minor
                    FROM removed GROUP BY organization_id, bank_account_id) gone
                WHERE t.organization_id = gone.organization_id AND t.bank_account_id = gone.bank_account_id;
            END IF;
            RETURN NULL;
        END $$;
        REVOKE EXECUTE ON FUNCTION bank_account_totals_follow() FROM PUBLIC;
        CREATE TRIGGER totals_follow_added AFTER INSERT ON bank_transactions
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION bank_account_totals_follow();
        CREATE TRIGGER totals_follow_changed AFTER UPDATE ON bank_transactions
            REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION bank_account_totals_follow();
        CREATE TRIGGER totals_follow_removed AFTER DELETE ON bank_transactions
            REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION bank_account_totals_follow();
        """;
}
