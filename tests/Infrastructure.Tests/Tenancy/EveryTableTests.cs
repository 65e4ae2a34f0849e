using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Financbase.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Tenancy;

/// <summary>
/// Each wall alone, over every owned table that the database has: one made-up row of each organization in each, whatever
/// the table is for, so that a new table is in here without anybody thinking of it.
/// </summary>
public sealed class EveryTableTests
{
    private TestApp _app = null!;
    private TestOrganization _ours = null!;
    private TestOrganization _theirs = null!;
    private IReadOnlyList<string> _tables = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        (_ours, _theirs) = (await _app.FoundAsync("ours"), await _app.FoundAsync("theirs"));
        _tables = await TablesAsync();
        await using var superuser = NpgsqlDataSource.Create(_app.Database.Superuser);
        await using var connection = await superuser.OpenConnectionAsync();
        await ExecuteAsync(connection, LiftChecks);
        foreach (var table in _tables)
        {
            await ExecuteAsync(connection, await MadeUpRowAsync(connection, table, _ours, 1));
            await ExecuteAsync(connection, await MadeUpRowAsync(connection, table, _theirs, 2));
        }
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Row_level_security_alone_shows_no_foreign_row_and_lets_none_be_changed()
    {
        _tables.Count.ShouldBeGreaterThan(15);
        await using var connection = new NpgsqlConnection(_app.Database.App);
        await connection.OpenAsync();
        foreach (var table in _tables)
        {
            (await SeenAsync(connection, table, _ours)).ShouldBe((1, 0), table);
            (await TouchedAsync(connection, $"UPDATE {table} SET organization_id = organization_id WHERE organization_id = '{_theirs.Id}'")).ShouldBe(0, table);
            (await TouchedAsync(connection, $"DELETE FROM {table} WHERE organization_id = '{_theirs.Id}'")).ShouldBe(0, table);
        }
    }

    [Test]
    public async Task Without_the_wall_the_same_question_does_find_foreign_rows()
    {
        await using var connection = new NpgsqlConnection(_app.Database.Superuser);
        await connection.OpenAsync();
        foreach (var table in _tables)
        {
            (await SeenAsync(connection, table, _ours)).ShouldBe((1, 1), table);
        }
    }

    [Test]
    public async Task The_query_filter_alone_hides_foreign_rows_of_every_entity()
    {
        await using var scope = _ours.EnterAs();
        var options = new DbContextOptionsBuilder<FinancbaseDbContext>(
            scope.ServiceProvider.GetRequiredService<DbContextOptions<FinancbaseDbContext>>()).UseNpgsql(_app.Database.Superuser).Options;
        await using var context = ActivatorUtilities.CreateInstance<FinancbaseDbContext>(scope.ServiceProvider, options);
        await using var transaction = await context.Database.BeginTransactionAsync();
        IEntityType[] owned = [.. context.Model.GetEntityTypes().Where(type => type.IsMultiTenant())];

        owned.Length.ShouldBeGreaterThan(8);
        foreach (var type in owned)
        {
            var (filtered, all) = await (Task<(int, int)>)GetType().GetMethod(nameof(CountAsync))!
                .MakeGenericMethod(type.ClrType).Invoke(null, [context, _theirs.Id])!;
            (filtered, all).ShouldBe((0, 1), type.Name);
        }
    }

    public static async Task<(int Filtered, int All)> CountAsync<T>(DbContext context, OrganizationId organization) where T : class
    {
        var rows = context.Set<T>().Where(row => EF.Property<OrganizationId>(row, "OrganizationId") == organization);
        return (await rows.CountAsync(), await rows.IgnoreQueryFilters([OwnershipModel.FilterName]).CountAsync());
    }

    private async Task<IReadOnlyList<string>> TablesAsync()
    {
        var names = (string[])(await _app.Database.ScalarAsync("""
            SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relrowsecurity
                AND has_table_privilege('financbase_app', c.oid, 'SELECT')
            """))!;
        return names;
    }

    // Values are made up by type, unlike those of the other row; only their owner matters.
    private static async Task<string> MadeUpRowAsync(NpgsqlConnection connection, string table, TestOrganization organization, int number)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT format('INSERT INTO {table} (%s) VALUES (%s)', string_agg(quote_ident(column_name), ', '), string_agg(
                CASE
                    WHEN column_name = 'organization_id' THEN '''{organization.Id}'''
                    WHEN udt_name = 'uuid' THEN '''{Guid.CreateVersion7()}'''
                    WHEN udt_name IN ('text', 'varchar', 'citext') THEN '''{number}'''
                    WHEN udt_name IN ('int2', 'int4', 'int8', 'numeric', 'float8') THEN '{number}'
                    WHEN udt_name IN ('timestamptz', 'date') THEN 'now()'
                    WHEN udt_name IN ('json', 'jsonb') THEN '''[]'''
                    WHEN udt_name = 'bool' THEN 'true'
                    WHEN udt_name = 'bytea' THEN '''\x00'''
                    WHEN udt_name = 'interval' THEN 'interval ''1 s'''
                    WHEN udt_name IN ('inet', 'cidr') THEN '''127.0.0.1'''
                    WHEN data_type = 'ARRAY' THEN quote_literal(chr(123) || chr(125))
                    ELSE 'NULL'
                END, ', '))
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}' AND is_identity = 'NO' AND is_generated = 'NEVER' AND is_nullable = 'NO'
            """, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private const string LiftChecks = """
        SET session_replication_role = replica;
        DO $$
        DECLARE rule record;
        BEGIN
            FOR rule IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
                WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conislocal AND coninhcount = 0 AND conrelid <> 0 LOOP
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.of, rule.conname);
            END LOOP;
        END $$;
        """;

    private async Task<(long Own, long Foreign)> SeenAsync(NpgsqlConnection connection, string table, TestOrganization reader)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"SELECT set_config('app.organization_id', '{reader.Id}', true)");
        await using var command = new NpgsqlCommand(
            $"SELECT count(*) FILTER (WHERE organization_id = '{_ours.Id}'), count(*) FILTER (WHERE organization_id = '{_theirs.Id}') FROM {table}", connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>Rows that the statement reached; none when the role may not run it at all. Nothing of it stays.</summary>
    private async Task<int> TouchedAsync(NpgsqlConnection connection, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"SELECT set_config('app.organization_id', '{_ours.Id}', true)");
        try
        {
            return await ExecuteAsync(connection, sql);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return 0;
        }
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
