using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>What the search of an organization needs: how well a name fits, and bank lines by what they contain.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261128093000_Search")]
public sealed class Search : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE FUNCTION search_rank(title text, wanted text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE
                    WHEN lower(title) = lower(wanted) THEN 0
                    WHEN starts_with(lower(title), lower(wanted)) THEN 1
                    WHEN strpos(regexp_replace(lower(title), '[^[:alnum:]]', ' ', 'g'), ' ' || lower(wanted)) > 0 THEN 2
                    WHEN strpos(lower(title), lower(wanted)) > 0 THEN 3
                    ELSE 4 END
            $$;
            """);

        // Letters in threes, so that what is inside a text is found without reading every line.
        migrationBuilder.Sql("""
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE INDEX ix_bank_transactions_words ON bank_transactions
                USING gin (description gin_trgm_ops, counterparty gin_trgm_ops, reference gin_trgm_ops);
            """);

        // What many lines contain is among the newest, a look at which costs little; the rest is found by its letters. Planned for
        // the very text, and never more than ten thousand rows are sorted.
        migrationBuilder.Sql("""
            CREATE FUNCTION search_bank_lines(pattern text, accounts uuid[], accounts_are_exceptions boolean, most int)
                RETURNS TABLE (id uuid)
                LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            DECLARE
                own uuid := NULLIF(current_setting('app.organization_id', true), '')::uuid;
                wanted text := '(bank_account_id = ANY ($2)) <> $3 AND (description ILIKE $4 OR counterparty ILIKE $4 OR reference ILIKE $4)';
                found uuid[];
            BEGIN
                EXECUTE format('
                    SELECT array_agg(hit.id) FROM (
                        SELECT newest.id FROM (
                            SELECT * FROM bank_transactions WHERE organization_id = $1 ORDER BY date DESC, id DESC LIMIT 1000) newest
                        WHERE %s ORDER BY date DESC, id DESC LIMIT $5) hit', wanted)
                    INTO found USING own, accounts, accounts_are_exceptions, pattern, most;
                IF COALESCE(cardinality(found), 0) < most THEN
                    EXECUTE format('
                        SELECT array_agg(hit.id) FROM (
                            SELECT matching.id FROM (
                                SELECT * FROM bank_transactions WHERE organization_id = $1 AND %s LIMIT 10000) matching
                            ORDER BY date DESC, id DESC LIMIT $5) hit', wanted)
                        INTO found USING own, accounts, accounts_are_exceptions, pattern, most;
                END IF;
                RETURN QUERY SELECT unnest(found);
            END $$;
            REVOKE EXECUTE ON FUNCTION search_bank_lines(text, uuid[], boolean, int) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION search_bank_lines(text, uuid[], boolean, int) TO financbase_app;
            """);
    }
}
