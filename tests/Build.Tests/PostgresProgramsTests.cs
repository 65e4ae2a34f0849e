using Financbase.Build.Postgres;

namespace Financbase.Build.Tests;

public sealed class PostgresProgramsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_newest_installed_version_is_taken() =>
        PostgresPrograms.NewestOf([Install("15.18"), Install("17.2"), Install("16.4")])!.Major.ShouldBe(17);

    [Test]
    public void A_cluster_gets_the_version_that_made_it() =>
        PostgresPrograms.NewestOf([Install("15.18"), Install("17.2")], major: 15)!.Major.ShouldBe(15);

    [Test]
    public void A_version_older_than_15_does_not_count() =>
        PostgresPrograms.NewestOf([Install("14.9")]).ShouldBeNull();

    [Test]
    public void A_folder_with_clients_only_does_not_count()
    {
        var folder = Install("16.4");
        File.Delete(Path.Combine(folder, "initdb"));

        PostgresPrograms.NewestOf([folder, "/no/such/folder"]).ShouldBeNull();
    }

    private string Install(string version)
    {
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl", "psql" })
        {
            var file = _folder.Write($"{version}/bin/{program}", $"#!/bin/sh\necho '{program} (PostgreSQL) {version} (Debian {version}-1)'\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return Path.Combine(_folder.Path, version, "bin");
    }
}
