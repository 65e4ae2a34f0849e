using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// The books. What must never be wrong is refused here, whoever writes: an entry that is not whole and balanced, a posting to an
/// archived account, a closed day, any change of what was posted. Balances by month follow the postings in the same statement.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261130010000_Ledger")]
public sealed class Ledger : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.WallOff("accounts", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("books", app: "SELECT, INSERT, UPDATE");
        migrationBuilder.WallOff("journal_entries", app: "SELECT, INSERT");
        migrationBuilder.WallOff("postings", app: "SELECT, INSERT");
        migrationBuilder.WallOff("account_months", app: "SELECT");
        migrationBuilder.Sql(Period);
        migrationBuilder.Sql(Whole);
        migrationBuilder.Sql(Unchanged);
    }

    private const string Tables = """
        CREATE TABLE accounts (
            organization_id uuid NOT NULL CONSTRAINT fk_accounts_organization_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            code varchar(20) NOT NULL,
            name varchar(100) NOT NULL,
            description varchar(300),
            type text NOT NULL CHECK (type IN ('asset', 'liability', 'equity', 'revenue', 'expense')),
            subtype text NOT NULL,
            is_archived boolean NOT NULL,
            CONSTRAINT pk_accounts PRIMARY KEY (organization_id, id));
        CREATE UNIQUE INDEX ux_accounts_code ON accounts (organization_id, code);

        CREATE TABLE books (
            organization_id uuid NOT NULL CONSTRAINT fk_books_organization_organization_id REFERENCES organizations ON DELETE RESTRICT,
            locked_through date,
            CONSTRAINT pk_books PRIMARY KEY (organization_id));

        CREATE TABLE journal_entries (
            organization_id uuid NOT NULL CONSTRAINT fk_journal_entries_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
            id uuid NOT NULL,
            date date NOT NULL,
            memo varchar(500) NOT NULL,
            source text NOT NULL CHECK (source IN ('manual', 'reversal')),
            reverses uuid,
            lines int NOT NULL CHECK (lines >= 2),
            total_minor bigint NOT NULL CHECK (total_minor > 0),
            posted_at timestamptz NOT NULL,
            posted_by uuid,
            CONSTRAINT pk_journal_entries PRIMARY KEY (organization_id, id),
            CONSTRAINT fk_journal_entries_reverses FOREIGN KEY (organization_id, reverses) REFERENCES journal_entries);
        CREATE UNIQUE INDEX ux_journal_entries_reverses ON journal_entries (organization_id, reverses) WHERE reverses IS NOT NULL;
        CREATE INDEX ix_journal_entries_date ON journal_entries (organization_id, date, id);

        -- Above zero a debit, below a credit, in minor units of the base currency: a posting has one side by its nature.
        CREATE TABLE postings (
            organization_id uuid NOT NULL,
            entry_id uuid NOT NULL,
            line int NOT NULL CHECK (line > 0),
            account_id uuid NOT NULL,
            date date NOT NULL,
            amount_minor bigint NOT NULL CHECK (amount_minor <> 0 AND abs(amount_minor) <= 100000000000000),
            memo varchar(300),
            CONSTRAINT pk_postings PRIMARY KEY (organization_id, entry_id, line),
            CONSTRAINT fk_postings_journal_entries FOREIGN KEY (organization_id, entry_id) REFERENCES journal_entries,
            CONSTRAINT fk_postings_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
        CREATE INDEX ix_postings_account ON postings (organization_id, account_id, date, entry_id, line) INCLUDE (amount_minor);

        CREATE TABLE account_months (
            organization_id uuid NOT NULL,
            account_id uuid NOT NULL,
            month date NOT NULL CHECK (extract(day FROM month) = 1),
            debit_minor bigint NOT NULL CHECK (debit_minor >= 0),
            credit_minor bigint NOT NULL CHECK (credit_minor >= 0),
            CONSTRAINT pk_account_months PRIMARY KEY (organization_id, account_id, month),
            CONSTRAINT fk_account_months_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts);
        """;

    // Who posts shares the lock, who closes has it alone: neither can overtake the other.
    private const string Period = """
        CREATE FUNCTION ledger_key(organization uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
            $$ SELECT hashtextextended('ledger ' || organization, 0) $$;

        CREATE FUNCTION refuse_closed_day() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock_shared(ledger_key(NEW.organization_id));
            IF EXISTS (SELECT FROM books WHERE organization_id = NEW.organization_id AND NEW.date <= locked_through) THEN
                RAISE EXCEPTION 'the books are closed on %', NEW.date USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_entries_open_day';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER open_day BEFORE INSERT ON journal_entries FOR EACH ROW EXECUTE FUNCTION refuse_closed_day();
        """;

    // An entry says of how many postings it consists and what they come to, so none can be added to it later either.
    private const string Whole = """
        CREATE FUNCTION follow_postings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT organization_id, entry_id FROM fresh) f
                JOIN journal_entries e ON e.organization_id = f.organization_id AND e.id = f.entry_id
                CROSS JOIN LATERAL (
                    SELECT count(*) AS lines, sum(p.amount_minor) AS difference, sum(p.amount_minor) FILTER (WHERE p.amount_minor > 0) AS total,
                        bool_and(p.date = e.date) AS same_day
                    FROM postings p WHERE p.organization_id = e.organization_id AND p.entry_id = e.id) found
                WHERE (found.lines, found.difference, found.total, found.same_day) IS DISTINCT FROM (e.lines, 0, e.total_minor, true)) THEN
                RAISE EXCEPTION 'an entry is not balanced or not whole' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_entries_whole';
            END IF;
            IF EXISTS (SELECT FROM fresh f JOIN accounts a ON a.organization_id = f.organization_id AND a.id = f.account_id WHERE a.is_archived) THEN
                RAISE EXCEPTION 'an account is archived' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_postings_account_in_use';
            END IF;
            INSERT INTO account_months AS m (organization_id, account_id, month, debit_minor, credit_minor)
            SELECT organization_id, account_id, date_trunc('month', date)::date,
                sum(GREATEST(amount_minor, 0)), sum(GREATEST(-amount_minor, 0))
            FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            ON CONFLICT (organization_id, account_id, month)
                DO UPDATE SET debit_minor = m.debit_minor + excluded.debit_minor, credit_minor = m.credit_minor + excluded.credit_minor;
            RETURN NULL;
        END $$;
        REVOKE EXECUTE ON FUNCTION follow_postings() FROM PUBLIC;
        CREATE TRIGGER balances AFTER INSERT ON postings REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION follow_postings();

        CREATE FUNCTION refuse_bare_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF NOT EXISTS (SELECT FROM postings WHERE organization_id = NEW.organization_id AND entry_id = NEW.id) THEN
                RAISE EXCEPTION 'an entry has no postings' USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_journal_entries_whole';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON journal_entries DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION refuse_bare_entry();
        """;

    // The one exception is an organization that is erased as a whole.
    private const string Unchanged = """
        CREATE FUNCTION refuse_change_of_books() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id AND state = 'erased') THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION '% are never changed: reverse the entry', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
        END $$;
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON journal_entries FOR EACH ROW EXECUTE FUNCTION refuse_change_of_books();
        CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON postings FOR EACH ROW EXECUTE FUNCTION refuse_change_of_books();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON journal_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON postings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
        """;
}
