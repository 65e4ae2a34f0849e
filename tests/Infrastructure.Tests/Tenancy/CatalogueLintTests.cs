using Financbase.Testing.Database;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Tenancy;

/// <summary>Reads PostgreSQL's own catalogue: what a migration forgot shows here, for every table that exists.</summary>
public sealed class CatalogueLintTests
{
    // Tables that belong to no single organization, each for a reason that docs/architecture.md gives.
    private static readonly string[] Shared =
    [
        "__EFMigrationsHistory", "data_protection_keys", "user_claims", "user_logins", "user_passkeys", "user_tokens", "users",
        "user_sessions", "sign_in_attempts", "security_events", "workers", "outgoing_mails", "account_tokens", "mail_allowances", "platform_keys",
    ];

    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task Create() => _database = await TestDatabase.CreateAsync();

    [OneTimeTearDown]
    public async Task Drop() => await _database.DisposeAsync();

    [Test]
    public async Task Every_owned_table_has_forced_row_level_security_with_the_organization_policy()
    {
        var faults = await RowsAsync($"""
            SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname <> ALL ({Quoted(Shared)})
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
                  SELECT FROM pg_policies p WHERE p.tablename = c.relname AND p.policyname = 'organization'
                    AND p.roles = ARRAY['financbase_app'::name] AND p.cmd = 'ALL'
                    AND p.qual = p.with_check AND p.qual LIKE '%SELECT%current_setting(''app.organization_id''%'))
            """);

        faults.ShouldBeEmpty();
    }

    [Test]
    public async Task The_key_and_every_unique_index_of_an_owned_table_starts_with_or_contains_the_organization()
    {
        // event_deliveries: the consumer's position is the platform's own counter and names no row of an organization.
        // workflows: a call from outside knows a random address only, whose hash tells the organization.
        var faults = await RowsAsync($"""
            SELECT c.relname || '.' || i.relname
            FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            WHERE c.relnamespace = 'public'::regnamespace AND x.indisunique AND NOT c.relispartition
              AND c.relname <> ALL ({Quoted([.. Shared, "organizations"])})
              AND i.relname NOT IN ('ix_event_deliveries_consumer_position', 'ux_workflows_hook')
              AND NOT EXISTS (
                  SELECT FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum = ANY (x.indkey) AND a.attname = 'organization_id')
            """);

        faults.ShouldBeEmpty();
    }

    [Test]
    public async Task A_foreign_key_between_owned_tables_contains_the_organization()
    {
        var faults = await RowsAsync($"""
            SELECT k.conname FROM pg_constraint k
            JOIN pg_class source ON source.oid = k.conrelid JOIN pg_class target ON target.oid = k.confrelid
            WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
              AND source.relname <> ALL ({Quoted(Shared)}) AND target.relname <> ALL ({Quoted(Shared)})
              AND NOT EXISTS (
                  SELECT FROM pg_attribute a
                  WHERE a.attrelid = source.oid AND a.attnum = ANY (k.conkey) AND a.attname = 'organization_id')
            """);

        faults.ShouldBeEmpty();
    }

    [Test]
    public async Task The_run_time_roles_own_nothing_and_cannot_bypass_the_wall()
    {
        var faults = await RowsAsync("""
            SELECT rolname FROM pg_roles r
            WHERE rolname IN ('financbase_owner', 'financbase_app', 'financbase_system', 'financbase_jobs')
              AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
            UNION ALL
            SELECT relname FROM pg_class
            WHERE relowner IN (SELECT oid FROM pg_roles WHERE rolname IN ('financbase_app', 'financbase_system', 'financbase_jobs'))
            UNION ALL
            SELECT table_name || ' ' || privilege_type FROM information_schema.role_table_grants
            WHERE grantee IN ('financbase_app', 'financbase_system', 'PUBLIC') AND table_schema = 'public'
              AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')
            """);

        faults.ShouldBeEmpty();
    }

    [Test]
    public async Task Jobs_live_in_a_schema_of_their_own_whose_role_sees_nothing_else()
    {
        var faults = await RowsAsync("""
            SELECT grantee || ' ' || privilege_type || ' ' || table_schema || '.' || table_name FROM information_schema.role_table_grants
            WHERE grantee = 'financbase_jobs' AND (table_schema <> 'hangfire' OR privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
               OR grantee IN ('financbase_app', 'PUBLIC') AND table_schema = 'hangfire'
            UNION ALL
            SELECT rolname::text || ' gets into the schema hangfire' FROM pg_roles
            WHERE rolname IN ('financbase_app', 'public') AND has_schema_privilege(oid, 'hangfire', 'USAGE')
               OR rolname IN ('financbase_jobs', 'financbase_system') AND has_schema_privilege(oid, 'hangfire', 'CREATE')
            """);

        faults.ShouldBeEmpty();
        (await RowsAsync("SELECT tablename::text FROM pg_tables WHERE schemaname = 'hangfire' AND tableowner = 'financbase_owner'")).ShouldContain("job");
    }

    [Test]
    public async Task Only_the_listed_functions_run_with_the_owners_rights_and_each_fixes_its_search_path()
    {
        string[] listed =
        [
            "bank_account_totals_follow", "begin_organization_erasures", "drop_old_workflow_partitions", "drop_unused_files", "erase_organization_rows", "follow_postings", "known_files", "list_organizations", "list_security_events", "list_security_events_forward", "lookup_api_key", "lookup_document_link", "lookup_invitation",
            "lookup_memberships", "lookup_notifications", "lookup_notifications_forward",
            "lookup_organization_by_id", "lookup_organization_by_slug", "lookup_slug_successor", "lookup_slug_taken",
            "lookup_unread_notifications", "prepare_audit_partitions", "prepare_workflow_partitions", "read_notifications", "search_bank_lines",
        ];

        var found = await RowsAsync("""
            SELECT proname || COALESCE(NULLIF(array_to_string(proconfig, ','), 'search_path=public, pg_temp'), '')
                || CASE WHEN has_function_privilege('public', oid, 'EXECUTE') THEN ' open to all' ELSE '' END
            FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY 1
            """);

        found.ShouldBe(listed);
    }

    [Test]
    public async Task Views_obey_the_reader()
    {
        var faults = await RowsAsync("""
            SELECT relname FROM pg_class
            WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
              AND NOT COALESCE('security_invoker=true' = ANY (reloptions), false)
            """);

        faults.ShouldBeEmpty();
    }

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.Superuser);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static string Quoted(IEnumerable<string> names) =>
        $"ARRAY[{string.Join(", ", names.Select(name => $"'{name}'"))}]";
}
