using System.Text.Json;
using Financbase.Testing.Database;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Commands;

/// <summary>Run by the real verbs in a process of their own, with PostgreSQL's real programs.</summary>
public sealed class BackupTests
{
    private TestApp _app = null!;
    private DirectoryInfo _folder = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("financbase-backup-");
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        var first = await _app.FoundAsync("north");
        var second = await _app.FoundAsync("south");
        await first.IssueKeyAsync(await first.AddMemberAsync("owner"));
        await second.IssueKeyAsync(await second.AddMemberAsync("owner"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_backup_holds_every_organizations_rows_and_can_be_tried_without_touching_anything()
    {
        var file = await BackUpAsync("whole.backup");

        var verified = await RunAsync(_app.Database, "restore", file, "--verify", "--json");

        verified.Code.ShouldBe(0, verified.Progress);
        var report = JsonDocument.Parse(verified.Result).RootElement;
        report.GetProperty("whole").GetBoolean().ShouldBeTrue();
        report.GetProperty("rows").GetInt64().ShouldBe(await RowsAsync(_app.Database));
        Manifest(file).GetProperty("organizations").GetProperty("rows").GetInt64().ShouldBe(2);
        Manifest(file).GetProperty("events").GetProperty("rows").GetInt64().ShouldBe(await _app.Database.ScalarAsync("SELECT count(*) FROM events"));
        (await _app.Database.ScalarAsync("SELECT count(*) FROM pg_database WHERE datname LIKE 'financbase_scratch%'")).ShouldBe(0L);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    public async Task It_is_restored_over_another_database_only_when_asked()
    {
        var file = await BackUpAsync("other.backup");
        await using var target = await TestDatabase.CreateAsync();

        var refused = await RunAsync(target, "restore", file);
        refused.Code.ShouldBe(1);
        refused.Progress.ShouldContain("--replace");
        (await RowsAsync(target)).ShouldBe(await target.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));

        var restored = await RunAsync(target, "restore", file, "--replace");
        restored.Code.ShouldBe(0, restored.Progress + restored.Result);
        (await target.ScalarAsync("SELECT string_agg(slug, ' ' ORDER BY slug) FROM organizations")).ShouldBe("north south");
        (await RunAsync(target, "migrate", "--json")).Result.Trim().ShouldBe("""{"applied":0}""");
        (await RunAsync(target, "doctor")).Result.ShouldNotContain("FAULT  ");
    }

    [Test]
    public async Task It_is_not_restored_under_a_running_product()
    {
        var file = await BackUpAsync("busy.backup");

        var refused = await RunAsync(_app.Database, "restore", file, "--replace");

        refused.Code.ShouldBe(1);
        refused.Progress.ShouldContain("stop its web and worker processes");
    }

    [Test]
    public async Task A_damaged_file_is_found_out_before_anything_happens()
    {
        var file = await BackUpAsync("damaged.backup");
        await using (var stream = File.Open(file, FileMode.Open))
        {
            stream.Position = stream.Length / 2;
            stream.WriteByte(0xEE);
            stream.WriteByte(0xEE);
        }

        var verified = await RunAsync(_app.Database, "restore", file, "--verify");

        verified.Code.ShouldBe(2);
        verified.Result.ShouldContain("damaged");
    }

    [Test]
    public async Task A_copy_that_differs_is_found_out_table_by_table()
    {
        var file = await BackUpAsync("differs.backup");
        var manifest = file + ".json";
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace(
            "\"organizations\":{\"rows\":2", "\"organizations\":{\"rows\":3", StringComparison.Ordinal));

        var verified = await RunAsync(_app.Database, "restore", file, "--verify");

        verified.Code.ShouldBe(2);
        verified.Result.ShouldContain("organizations has 2 rows of 3");
    }

    [Test]
    public async Task What_cannot_be_done_is_said_in_a_sentence()
    {
        var file = await BackUpAsync("twice.backup");

        (await RunAsync(_app.Database, "backup", file)).Progress.ShouldContain("exists already");
        (await RunAsync(_app.Database, "backup")).Progress.ShouldContain("Name one file");
        (await RunAsync(_app.Database, "restore", "/nowhere/at.all")).Progress.ShouldContain("There is no file");
        (await RunAsync(_app.Database, "backup", "/nowhere/at.all")).Progress.ShouldContain("/nowhere");
    }

    private async Task<string> BackUpAsync(string name)
    {
        var file = Path.Combine(_folder.FullName, name);
        var taken = await RunAsync(_app.Database, "backup", file);
        taken.Code.ShouldBe(0, taken.Progress);
        return file;
    }

    private static JsonElement Manifest(string file) =>
        JsonDocument.Parse(File.ReadAllText(file + ".json")).RootElement.GetProperty("tables");

    private static async Task<long> RowsAsync(TestDatabase database) => (long)(await database.ScalarAsync("""
        SELECT sum((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true, '')))[1]::text::bigint)::bigint
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        """))!;

    private static Task<(int Code, string Result, string Progress)> RunAsync(TestDatabase database, params string[] words) =>
        WebProcess.RunVerbAsync(
            words,
            ("ConnectionStrings:Financbase", database.App),
            ("ConnectionStrings:FinancbaseSystem", database.System),
            ("ConnectionStrings:FinancbaseOwner", database.Owner),
            ("ConnectionStrings:FinancbaseAdmin", TestCluster.Admin),
            ("Encryption:Key", Convert.ToBase64String(new byte[32])));
}
