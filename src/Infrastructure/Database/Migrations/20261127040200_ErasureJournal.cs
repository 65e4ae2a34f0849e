using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// An erasure leaves a row in the platform's journal, in the transaction in which the keys go: which organization, when, and
/// the id of who had closed it. Nothing of what it held.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261127040200_ErasureJournal")]
public sealed class ErasureJournal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE OR REPLACE FUNCTION begin_organization_erasures() RETURNS SETOF uuid
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE due record;
        BEGIN
            FOR due IN
                UPDATE organizations SET state = 'erased', state_changed_at = app_now(),
                    name = 'Erased organization', time_zone = 'UTC', fiscal_year_start_month = 1
                FROM (SELECT id AS which, state_changed_at AS closed_at FROM organizations
                      WHERE state = 'closed' AND state_changed_at <= app_now() - interval '30 days' FOR UPDATE) AS old
                WHERE id = old.which AND state = 'closed' RETURNING id, closed_at
            LOOP
                DELETE FROM data_keys WHERE organization_id = due.id;
                DELETE FROM organization_keys WHERE organization_id = due.id;
                INSERT INTO security_events (id, kind, occurred_at, organization_id, user_id, detail)
                VALUES ((left(first_uuid_at(app_now())::text, 14) || '7' || right(gen_random_uuid()::text, 21))::uuid, 'organization_erased', app_now(), due.id,
                    (SELECT user_id FROM audit_logs
                     WHERE organization_id = due.id AND action = 'organization.close' ORDER BY id DESC LIMIT 1),
                    format('closed at %s', to_char(due.closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')));
            END LOOP;
            RETURN QUERY SELECT id FROM organizations WHERE state = 'erased' AND erased_at IS NULL ORDER BY id;
        END $$;
        """);
}
