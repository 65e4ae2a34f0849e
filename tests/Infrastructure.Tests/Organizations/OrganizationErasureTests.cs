using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Organizations;
using Financbase.Testing;
using Financbase.Testing.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Organizations;

/// <summary>
/// Fills every table that knows an organization with made-up rows of several, whatever the table is for, and looks at what
/// an erasure leaves.
/// </summary>
public sealed class OrganizationErasureTests
{
    private const string Closed = "0198c0de-0000-7000-8000-00000000000a";
    private const string Young = "0198c0de-0000-7000-8000-00000000000b";
    private const string Active = "0198c0de-0000-7000-8000-00000000000c";

    // What outlives an organization: its short names, and histories that are kept for their own time.
    private static readonly string[] Kept = ["audit_logs", "organization_slugs", "security_events"];

    // Made-up rows know no such thing.
    private const string NotItsEnd = "AND position('organization_erased' IN row::text) = 0";

    private TestDatabase _database = null!;
    private IReadOnlyList<string> _tables = null!;

    [SetUp]
    public async Task Create()
    {
        _database = await TestDatabase.CreateAsync();
        _tables = await TablesAsync();
        await _database.ScalarAsync($"""
            INSERT INTO organizations (id, slug, name, base_currency, created_at, state, state_changed_at) VALUES
                ('{Closed}', 'closed', 'Closed Ltd', 'EUR', now(), 'closed', now()),
                ('{Young}', 'young', 'Young Ltd', 'EUR', now(), 'closed', now() + interval '2 hours'),
                ('{Active}', 'active', 'Active Ltd', 'EUR', now(), 'active', NULL)
            """);
        await MakeRowsAsync();
    }

    [TearDown]
    public async Task Drop() => await _database.DisposeAsync();

    [Test]
    public async Task After_30_days_everything_that_it_held_is_gone_and_nothing_else()
    {
        var others = await SumAsync($"organization_id IN ('{Young}', '{Active}')", _tables);
        var kept = await SumAsync($"organization_id = '{Closed}' {NotItsEnd}", _tables.Intersect(Kept));

        await EraseAsync("30 days 1 hour");

        foreach (var table in _tables)
            (await CountAsync(table, Closed)).ShouldBe(table == "security_events" ? 4 : Kept.Contains(table) ? 3 : 0, table);
        (await SumAsync($"organization_id IN ('{Young}', '{Active}')", _tables)).ShouldBe(others);
        (await SumAsync($"organization_id = '{Closed}' {NotItsEnd}", _tables.Intersect(Kept))).ShouldBe(kept);
        (await _database.ScalarAsync($"SELECT slug || ' ' || name || ' ' || state || ' ' || (erased_at IS NOT NULL) FROM organizations WHERE id = '{Closed}'"))
            .ShouldBe("closed Erased organization erased true");
        (await _database.ScalarAsync("SELECT string_agg(slug || ' ' || state, ', ' ORDER BY slug) FROM organizations WHERE erased_at IS NULL"))
            .ShouldBe("active active, young closed");
    }

    [Test]
    public async Task Counts_that_are_being_summed_up_do_not_outlive_it()
    {
        await using var source = NpgsqlDataSource.Create(_database.Superuser);
        await using var folding = await source.OpenConnectionAsync();
        await using var fold = await folding.BeginTransactionAsync();
        await using (var half = new NpgsqlCommand($"""
            SELECT pg_advisory_xact_lock(hashtext('workflow_tallies'));
            DELETE FROM workflow_tally_entries WHERE organization_id = '{Closed}';
            INSERT INTO workflow_tallies (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)
            VALUES ('{Closed}', gen_random_uuid(), '2026-06-01', 'started', 0, 1, 0)
            """, folding))
            await half.ExecuteNonQueryAsync();

        var erasing = EraseAsync("30 days 1 hour");
        await Eventually.HoldsAsync(async () => (long)(await _database.ScalarAsync("""
            SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """))! > 0);
        await fold.CommitAsync();
        await erasing;

        (await CountAsync("workflow_tallies", Closed)).ShouldBe(0);
        (await _database.ScalarAsync($"SELECT erased_at IS NOT NULL FROM organizations WHERE id = '{Closed}'")).ShouldBe(true);
    }

    [Test]
    public async Task The_platforms_journal_keeps_one_row_of_it_that_names_nobody()
    {
        var closer = Guid.CreateVersion7();
        await _database.ScalarAsync($"""
            INSERT INTO audit_logs (organization_id, id, at, actor_kind, actor, user_id, actor_name, action, changes, omitted, summary)
            VALUES ('{Closed}', '{Guid.CreateVersion7()}', now(), 'user', 'user:{closer}', '{closer}', 'someone@closed.test', 'organization.close', '[]', 0, '[]')
            """);

        await EraseAsync("30 days 1 hour");
        await EraseAsync("30 days 1 hour");

        var row = (string)(await _database.ScalarAsync("SELECT json_agg(e)::text FROM security_events e WHERE kind = 'organization_erased'"))!;
        row.ShouldContain(Closed);
        row.ShouldContain($"\"user_id\":\"{closer}\"");
        row.ShouldContain("\"detail\":\"closed at 20");
        row.ShouldNotContain("Closed Ltd");
        row.ShouldNotContain("@");
        row.Split("\"kind\"").Length.ShouldBe(2);
    }

    [Test]
    public async Task Before_that_and_after_a_reopening_nothing_happens()
    {
        var all = await SumAsync("organization_id IS NOT NULL", _tables);

        await EraseAsync("29 days 23 hours");
        (await SumAsync("organization_id IS NOT NULL", _tables)).ShouldBe(all);
        await _database.ScalarAsync($"UPDATE organizations SET state = 'active', state_changed_at = NULL WHERE id = '{Closed}'");
        await EraseAsync("29 days 23 hours");
        await _database.ScalarAsync($"SELECT erase_organization_rows('{Closed}', 100)");

        (await SumAsync("organization_id IS NOT NULL", _tables)).ShouldBe(all);
    }

    [Test]
    public async Task Broken_off_anywhere_it_goes_on_where_it_was_and_the_keys_are_gone_from_the_first_moment()
    {
        var others = await SumAsync($"organization_id IN ('{Young}', '{Active}')", _tables);
        await using (var system = NpgsqlDataSource.Create(Shifted("30 days 1 hour")))
        {
            await using var begin = system.CreateCommand("SELECT begin_organization_erasures() LIMIT 1");
            await begin.ExecuteScalarAsync();
            (await CountAsync("data_keys", Closed) + await CountAsync("organization_keys", Closed)).ShouldBe(0);
            for (var step = 0; step < 10; step++)
            {
                await using var rows = system.CreateCommand($"SELECT erase_organization_rows('{Closed}', 1)");
                (await rows.ExecuteScalarAsync()).ShouldBe(1L);
            }
        }

        (await _database.ScalarAsync($"SELECT erased_at FROM organizations WHERE id = '{Closed}'")).ShouldBe(DBNull.Value);
        await Task.WhenAll(EraseAsync("30 days 1 hour"), EraseAsync("30 days 1 hour"));

        foreach (var table in _tables.Except(Kept))
            (await CountAsync(table, Closed)).ShouldBe(0, table);
        (await SumAsync($"organization_id IN ('{Young}', '{Active}')", _tables)).ShouldBe(others);
    }

    [Test]
    public async Task What_refers_to_a_table_is_emptied_before_it()
    {
        var order = (string[])(await _database.ScalarAsync("SELECT array_agg(name ORDER BY at) FROM organization_tables() WITH ORDINALITY AS t (name, key, at)"))!;
        var references = (string[])(await _database.ScalarAsync("""
            SELECT array_agg(DISTINCT conrelid::regclass || '>' || confrelid::regclass) FROM pg_constraint
            WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid AND conparentid = 0
            """))!;

        var checkedOnes = references.Select(reference => reference.Split('>')).Where(pair => order.Contains(pair[0]) && order.Contains(pair[1])).ToList();
        checkedOnes.Count.ShouldBeGreaterThan(10);
        foreach (var pair in checkedOnes)
            Array.IndexOf(order, pair[0]).ShouldBeLessThan(Array.IndexOf(order, pair[1]), string.Join(" refers to ", pair));
        order.ShouldBe(_tables.Except(Kept), ignoreOrder: true);
    }

    [Test]
    public async Task Only_the_system_role_may_ask_for_it()
    {
        await using var app = NpgsqlDataSource.Create(_database.App);
        foreach (var call in new[] { "begin_organization_erasures()", $"erase_organization_rows('{Closed}', 1)", "organization_tables()" })
        {
            await using var command = app.CreateCommand($"SELECT {call}");
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, call);
        }
    }

    private async Task EraseAsync(string later)
    {
        await using var sources = DataSources.Open(new DatabaseOptions(_database.App, Shifted(later), _database.Owner));
        await new OrganizationErasure(sources, NullLogger<OrganizationErasure>.Instance).EraseDueAsync(CancellationToken.None);
    }

    private string Shifted(string later) =>
        new NpgsqlConnectionStringBuilder(_database.System) { Options = $"-c app.clock_shift={later.Replace(" ", "\\ ", StringComparison.Ordinal)}" }.ConnectionString;

    private async Task<long> CountAsync(string table, string organization) =>
        (long)(await _database.ScalarAsync($"SELECT count(*) FROM {table} WHERE organization_id = '{organization}'"))!;

    private async Task<string> SumAsync(string whose, IEnumerable<string> tables)
    {
        var sums = tables.Select(table => $"SELECT '{table}=' || count(*) || md5(COALESCE(string_agg(row::text, '' ORDER BY row::text), '')) FROM {table} row WHERE {whose}");
        return (string)(await _database.ScalarAsync($"SELECT string_agg(sum, ' ') FROM ({string.Join(" UNION ALL ", sums)}) AS all_tables (sum)"))!;
    }

    private async Task<IReadOnlyList<string>> TablesAsync() => (string[])(await _database.ScalarAsync("""
        SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        """))!;

    // Three rows each, where the key allows. Values are made up by type; only their owner matters.
    private async Task MakeRowsAsync()
    {
        await using var superuser = NpgsqlDataSource.Create(_database.Superuser);
        await using var connection = await superuser.OpenConnectionAsync();
        await using var make = new NpgsqlCommand($"""
            SET session_replication_role = replica;
            DO $$
            DECLARE
                rule record;
                part text;
                whose uuid;
                made text;
            BEGIN
                FOR rule IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
                    WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conislocal AND coninhcount = 0 AND conrelid <> 0 LOOP
                    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.of, rule.conname);
                END LOOP;
                FOREACH part IN ARRAY '{"{"}{string.Join(',', _tables)}{"}"}'::text[] LOOP
                    FOREACH whose IN ARRAY '{"{"}{Closed},{Young},{Active}{"}"}'::uuid[] LOOP
                        SELECT format('INSERT INTO %I (%s) SELECT %s FROM generate_series(1, 3) AS n ON CONFLICT DO NOTHING', part,
                            string_agg(quote_ident(column_name), ', '), string_agg(CASE
                                WHEN column_name = 'organization_id' THEN quote_literal(whose)
                                WHEN udt_name = 'uuid' THEN '(''{Guid.CreateVersion7().ToString()[..14]}'' || substr(gen_random_uuid()::text, 15))::uuid'
                                WHEN udt_name IN ('text', 'varchar', 'citext') THEN format('left(md5(random()::text), %s)', LEAST(COALESCE(character_maximum_length, 32), 32))
                                WHEN udt_name IN ('int2', 'int4', 'int8', 'numeric', 'float8') THEN 'n'
                                WHEN udt_name IN ('timestamptz', 'date') THEN 'now()'
                                WHEN udt_name IN ('json', 'jsonb') THEN quote_literal('[]')
                                WHEN udt_name = 'bool' THEN 'true'
                                WHEN udt_name = 'bytea' THEN 'sha256(random()::text::bytea)'
                                WHEN udt_name = 'interval' THEN 'interval ''1 s'''
                                WHEN udt_name IN ('inet', 'cidr') THEN quote_literal('127.0.0.1')
                                WHEN data_type = 'ARRAY' THEN quote_literal(chr(123) || chr(125))
                                ELSE 'NULL' END, ', '))
                        INTO made FROM information_schema.columns
                        WHERE table_schema = 'public' AND table_name = part AND is_identity = 'NO' AND is_generated = 'NEVER'
                            AND (is_nullable = 'NO' OR column_name = 'organization_id');
                        EXECUTE made;
                    END LOOP;
                END LOOP;
            END $$
            """, connection);
        await make.ExecuteNonQueryAsync();
    }
}
