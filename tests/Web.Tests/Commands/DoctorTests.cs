using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Testing.Redis;

namespace Financbase.Web.Tests.Commands;

public sealed class DoctorTests
{
    [Test]
    public async Task A_sound_installation_has_no_fault()
    {
        await using var app = await StartAsync();

        var (code, result) = await RunAsync(app, "doctor", "--json");

        code.ShouldBe(0, result);
        var report = JsonDocument.Parse(result).RootElement;
        report.GetProperty("healthy").GetBoolean().ShouldBeTrue();
        report.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("subject").GetString()).Distinct()
            .ShouldBe(["database", "shape", "clock", "keys", "workers", "jobs", "redis", "backup", "mail"]);
    }

    [Test]
    public async Task A_timetable_that_stands_still_is_no_fault_but_a_warning()
    {
        await using var app = await StartAsync();
        await app.Database.ScalarAsync(
            "INSERT INTO workers (id, name, seen_at, jobs_at) VALUES (gen_random_uuid(), 'stuck', now() + interval '1 hour', now() - interval '6 minutes')");

        var (code, result) = await RunAsync(app, "doctor");

        code.ShouldBe(0, result);
        result.ShouldContain("no recurring job has run for 5 minutes");
    }

    [TestCase("ALTER TABLE bank_accounts NO FORCE ROW LEVEL SECURITY", "Row-level security is off for bank_accounts")]
    [TestCase("DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id = (SELECT max(migration_id) FROM \"__EFMigrationsHistory\")", "1 migrations are missing")]
    [TestCase("UPDATE data_protection_keys SET xml = regexp_replace(xml, '(<wrapped[^>]*>).{8}', '\\1AAAAAAAA')", "The master key does not open 1 of 1 keys")]
    public async Task It_names_what_is_wrong_and_ends_with_2(string damage, string sentence)
    {
        await using var app = await StartAsync();
        using (var browser = TestBrowser.Open(app))
            await browser.GetAsync("/account/sign-in");
        await app.Database.ScalarAsync(damage);

        var (code, result) = await RunAsync(app, "doctor");

        code.ShouldBe(2, result);
        result.ShouldContain("FAULT");
        result.ShouldContain(sentence);
    }

    [Test]
    public async Task Wrong_connections_and_a_silent_mail_server_are_faults()
    {
        await using var app = await StartAsync();

        var (code, result, progress) = await WebProcess.RunVerbAsync(
            ["doctor"],
            ("ConnectionStrings:Financbase", app.Database.Owner),
            ("ConnectionStrings:FinancbaseSystem", app.Database.System + ";Password=wrong"),
            ("ConnectionStrings:FinancbaseOwner", app.Database.Owner),
            ("Email:Smtp:Host", "127.0.0.1"),
            ("Email:Smtp:Port", "1"),
            ("Encryption:Key", Convert.ToBase64String(new byte[32])));

        code.ShouldBe(2, progress);
        result.ShouldContain("ConnectionStrings__Financbase logs in as financbase_owner; it must be financbase_app");
        result.ShouldContain("ConnectionStrings__FinancbaseSystem does not get in");
        result.ShouldContain("127.0.0.1:1 does not answer");
        (result + progress).ShouldNotContain("wrong");
    }

    [Test]
    public async Task A_redis_that_is_named_and_does_not_answer_is_no_fault_but_a_warning()
    {
        await using var redis = await TestRedis.StartAsync();
        await using var app = await StartAsync();

        (await RunAsync(app, "doctor")).Result.ShouldContain("none is named in ConnectionStrings__Redis");
        (await WithRedisAsync()).Result.ShouldContain("it answers, and all processes count requests together");
        await redis.StopAsync();
        var (code, result) = await WithRedisAsync();

        code.ShouldBe(0, result);
        result.ShouldContain("warning  redis        The Redis in ConnectionStrings__Redis does not answer");

        Task<(int Code, string Result)> WithRedisAsync() => RunAsync(app, [("ConnectionStrings:Redis", redis.Connection)], "doctor");
    }

    [Test]
    public async Task A_missing_setting_is_a_fault_too()
    {
        var (code, result, progress) = await WebProcess.RunVerbAsync(["doctor"], ("Encryption:Key", Convert.ToBase64String(new byte[32])));

        code.ShouldBe(2);
        result.ShouldBeEmpty();
        progress.ShouldContain("Set ConnectionStrings__Financbase");
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(("Process:Roles", "web"));

    // In a process of its own, which has opened nothing before.
    private static Task<(int Code, string Result)> RunAsync(TestApp app, params string[] words) => RunAsync(app, [], words);

    private static async Task<(int Code, string Result)> RunAsync(TestApp app, (string Name, string Value)[] settings, params string[] words)
    {
        var (code, result, _) = await WebProcess.RunVerbAsync(
            words,
            [.. settings,
            ("ConnectionStrings:Financbase", app.Database.App),
            ("ConnectionStrings:FinancbaseSystem", app.Database.System),
            ("ConnectionStrings:FinancbaseOwner", app.Database.Owner),
            ("Encryption:Key", Convert.ToBase64String(new byte[32]))]);
        return (code, result);
    }
}
