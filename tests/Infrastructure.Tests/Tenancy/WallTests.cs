using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Financbase.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Tenancy;

/// <summary>Each wall alone keeps an organization's rows apart; with both down the same question does find them.</summary>
public sealed class WallTests
{
    private TestApp _app = null!;
    private TestOrganization _ours = null!;
    private TestOrganization _theirs = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
        _theirs = await _app.FoundAsync("theirs");
        await _ours.AddMemberAsync("owner");
        await _theirs.AddMemberAsync("owner");
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task With_both_walls_only_own_rows_are_seen() =>
        (await OrganizationsSeenAsync(ignoreFilter: false)).ShouldBe([_ours.Id.Value]);

    [Test]
    public async Task Row_level_security_alone_hides_foreign_rows() =>
        (await OrganizationsSeenAsync(ignoreFilter: true)).ShouldBe([_ours.Id.Value]);

    [Test]
    public async Task The_query_filter_alone_hides_foreign_rows()
    {
        await SwitchOffRowLevelSecurityAsync();

        (await OrganizationsSeenAsync(ignoreFilter: false)).ShouldBe([_ours.Id.Value]);
    }

    [Test]
    public async Task With_both_walls_down_the_probe_does_find_foreign_rows()
    {
        await SwitchOffRowLevelSecurityAsync();

        (await OrganizationsSeenAsync(ignoreFilter: true)).ShouldBe([_ours.Id.Value, _theirs.Id.Value], ignoreOrder: true);
    }

    [Test]
    public async Task Saving_a_foreign_row_is_refused_before_the_database_is_asked()
    {
        await using var scope = _ours.EnterAs();
        var context = scope.ServiceProvider.GetRequiredService<FinancbaseDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Add(MemberOf(_theirs));

        await Should.ThrowAsync<InvalidOperationException>(() => context.SaveChangesAsync());
    }

    [Test]
    public async Task The_database_refuses_a_foreign_row_whoever_writes_it()
    {
        await using var connection = await OpenAppAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await EnterAsync(connection, _ours);

        var refused = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(
            connection, $"INSERT INTO memberships (organization_id, user_id, role, joined_at) VALUES ('{_theirs.Id}', gen_random_uuid(), 'owner', now())"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task Foreign_rows_can_be_neither_changed_nor_deleted()
    {
        await using var connection = await OpenAppAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await EnterAsync(connection, _ours);

        (await ExecuteAsync(connection, $"UPDATE memberships SET role = 'viewer' WHERE organization_id = '{_theirs.Id}'")).ShouldBe(0);
        (await ExecuteAsync(connection, $"DELETE FROM memberships WHERE organization_id = '{_theirs.Id}'")).ShouldBe(0);
    }

    [Test]
    public async Task Without_an_organization_nothing_is_seen_and_a_connection_carries_none_over()
    {
        var single = new NpgsqlConnectionStringBuilder(_app.Database.App) { MaxPoolSize = 1 }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(single);
        await using (var first = await source.OpenConnectionAsync())
        {
            await using var transaction = await first.BeginTransactionAsync();
            await EnterAsync(first, _ours);
            await transaction.CommitAsync();
        }

        await using var next = await source.OpenConnectionAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM memberships", next);
        (await count.ExecuteScalarAsync()).ShouldBe(0L);
    }

    private async Task<Guid[]> OrganizationsSeenAsync(bool ignoreFilter)
    {
        await using var scope = _ours.EnterAs();
        var context = scope.ServiceProvider.GetRequiredService<FinancbaseDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        IQueryable<Membership> rows = context.Set<Membership>();
        rows = ignoreFilter ? rows.IgnoreQueryFilters([OwnershipModel.FilterName]) : rows;
        return [.. (await rows.Select(row => row.OrganizationId).Distinct().ToListAsync()).Select(id => id.Value)];
    }

    private Task<object?> SwitchOffRowLevelSecurityAsync() =>
        _app.Database.ScalarAsync("ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY; ALTER TABLE memberships DISABLE ROW LEVEL SECURITY");

    private static Membership MemberOf(TestOrganization organization) =>
        Membership.Join(organization.Id, EntityId.New<UserId>(), Role.Owner, DateTimeOffset.UnixEpoch);

    private async Task<NpgsqlConnection> OpenAppAsync()
    {
        var connection = new NpgsqlConnection(_app.Database.App);
        await connection.OpenAsync();
        return connection;
    }

    private static Task<int> EnterAsync(NpgsqlConnection connection, TestOrganization organization) =>
        ExecuteAsync(connection, $"SELECT set_config('app.organization_id', '{organization.Id}', true)");

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
