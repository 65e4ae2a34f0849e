using Financbase.Build.Postgres;

namespace Financbase.Build.Tests;

public sealed class PrivateClusterTests
{
    private const UnixFileMode Passable = (UnixFileMode)0b111_101_101;

    private TemporaryFolder _folder = null!;
    private DataFolder _data = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        File.SetUnixFileMode(_folder.Path, Passable);
        _data = DataFolder.Open(Path.Combine(_folder.Path, "data"));
    }

    [TearDown]
    public async Task RemoveFolder()
    {
        if (_data.HoldsCluster)
            await Database.PrivateCluster(_data).StopAsync(CancellationToken.None);
        _folder.Dispose();
    }

    [Test]
    public async Task The_last_command_that_leaves_stops_it()
    {
        var cluster = Database.PrivateCluster(_data);
        var first = await ClusterLease.TakeAsync(cluster, _data, CancellationToken.None);
        var second = await ClusterLease.TakeAsync(cluster, _data, CancellationToken.None);

        await first.DisposeAsync();
        await cluster.RunSqlAsync("SELECT 1", CancellationToken.None);
        await second.DisposeAsync();

        (await cluster.StopAsync(CancellationToken.None)).ShouldBeFalse("it should have been stopped already");
    }

    [Test]
    public async Task Opening_it_again_keeps_its_port_and_its_passwords()
    {
        var first = await OpenOnceAsync();

        (await OpenOnceAsync()).ShouldBe(first);
    }

    [Test]
    public async Task None_of_its_roles_can_pass_by_row_level_security()
    {
        await using var database = await Database.OpenAsync(_data, CancellationToken.None);
        var cluster = Database.PrivateCluster(_data);
        await cluster.StartAsync(CancellationToken.None);

        await cluster.RunSqlAsync("""
            DO $$ BEGIN
              ASSERT 4 = (SELECT count(*) FROM pg_roles WHERE rolname IN ('financbase_app', 'financbase_owner', 'financbase_system', 'financbase_jobs')
                          AND rolcanlogin AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole));
              ASSERT 'financbase_owner' = (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'financbase');
            END $$
            """, CancellationToken.None);
    }

    private async Task<IReadOnlyDictionary<string, string?>> OpenOnceAsync()
    {
        await using var database = await Database.OpenAsync(_data, CancellationToken.None);
        return database.Settings;
    }
}
