using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Erases organizations that were closed for 30 days. No role of the product may delete another one's rows; these
/// functions may, of an organization that is due, and find by themselves whether it is.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127032000_OrganizationErasure")]
public sealed class OrganizationErasure : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE organizations ADD COLUMN erased_at timestamptz;");
        migrationBuilder.Sql(Begin);
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(Step);
    }

    // The keys go first: from then on nothing that was sealed can be read, wherever the erasure is broken off. The row
    // stays with its short name, which nobody else may ever have.
    private const string Begin = """
        CREATE FUNCTION begin_organization_erasures() RETURNS SETOF uuid
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE due uuid;
        BEGIN
            FOR due IN
                UPDATE organizations SET state = 'erased', state_changed_at = app_now(),
                    name = 'Erased organization', time_zone = 'UTC', fiscal_year_start_month = 1
                WHERE state = 'closed' AND state_changed_at <= app_now() - interval '30 days' RETURNING id
            LOOP
                DELETE FROM data_keys WHERE organization_id = due;
                DELETE FROM organization_keys WHERE organization_id = due;
            END LOOP;
            RETURN QUERY SELECT id FROM organizations WHERE state = 'erased' AND erased_at IS NULL ORDER BY id;
        END $$;
        REVOKE EXECUTE ON FUNCTION begin_organization_erasures() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION begin_organization_erasures() TO financbase_system;
        """;

    // Read off the catalogue, so that no table is forgotten. What refers to a table goes before it. Three stay: short names
    // that were given up, the security journal, and what is append-only.
    private const string Tables = """
        CREATE FUNCTION organization_tables() RETURNS TABLE (name text, key text)
            LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
            WITH RECURSIVE owned AS (
                SELECT c.oid FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND c.relname NOT IN ('organization_slugs', 'security_events')
                    AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only')),
            referring (child, parent) AS (
                SELECT DISTINCT f.conrelid, f.confrelid FROM pg_constraint f
                JOIN owned c ON c.oid = f.conrelid JOIN owned p ON p.oid = f.confrelid
                WHERE f.contype = 'f' AND f.conrelid <> f.confrelid),
            ranked (oid, rank) AS (
                SELECT oid, 0 FROM owned
                UNION
                SELECT r.parent, k.rank + 1 FROM ranked k JOIN referring r ON r.child = k.oid WHERE k.rank < 100)
            SELECT c.relname::text, (
                SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.at)
                FROM pg_constraint p CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k (number, at)
                JOIN pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.number
                WHERE p.conrelid = c.oid AND p.contype = 'p')
            FROM ranked JOIN pg_class c ON c.oid = ranked.oid
            GROUP BY c.oid, c.relname ORDER BY max(ranked.rank), c.relname
        $$;
        REVOKE EXECUTE ON FUNCTION organization_tables() FROM PUBLIC;
        """;

    private const string Step = """
        CREATE FUNCTION erase_organization_rows(wanted uuid, most int) RETURNS bigint
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            part record;
            gone bigint;
        BEGIN
            PERFORM FROM organizations WHERE id = wanted AND state = 'erased' AND erased_at IS NULL FOR UPDATE;
            IF NOT FOUND THEN
                RETURN 0;
            END IF;
            FOR part IN SELECT name, key FROM organization_tables() LOOP
                EXECUTE format('DELETE FROM %1$I WHERE organization_id = $1 AND (%2$s) IN (SELECT %2$s FROM %1$I WHERE organization_id = $1 LIMIT $2)',
                    part.name, part.key) USING wanted, most;
                GET DIAGNOSTICS gone = ROW_COUNT;
                IF gone > 0 THEN
                    RETURN gone;
                END IF;
            END LOOP;
            UPDATE organizations SET erased_at = app_now() WHERE id = wanted;
            RETURN 0;
        END $$;
        REVOKE EXECUTE ON FUNCTION erase_organization_rows(uuid, int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION erase_organization_rows(uuid, int) TO financbase_system;
        """;
}
