using Financbase.Build.Machine;
using Financbase.Build.Postgres;
using Financbase.Build.Testing;
using Financbase.Build.Web;

namespace Financbase.Build.Commands;

/// <summary>Every test, on a PostgreSQL of its own; the last line sums up and the exit code tells.</summary>
internal static class Test
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var data = DataFolder.Open(line.Data);
        var given = Environment.GetEnvironmentVariable(TestSettings.AdminSetting);
        await Requirement.EnsureAsync([.. Requirements(line.Fast, given)], ct);

        ClearResults();
        var configuration = line.Configuration ?? "Debug";
        await Terminal.StepAsync("Compiling", () => TestBuild.CompileAsync(line.Fast, configuration, ct));
        ITestWork[] format = line.Filter is null ? [new FormatCheck()] : [];
        var settings = (string admin) => new TestSettings(configuration, line.Filter, TestSettings.EnvironmentFor(admin));
        return Summarize(await RunTestsAsync([.. format, .. TestProject.All(line.Fast)], data, given, settings, ct));
    }

    internal static IEnumerable<Requirement> Requirements(bool fast, string? givenAdmin)
    {
        yield return NodeJs.Requirement;
        if (givenAdmin is null)
            yield return PostgresPrograms.Requirement;
        yield return RedisServer.Requirement;
        yield return AccountingPrograms.Requirement;
        if (!fast)
            yield return Chromium.Requirement;
    }

    private static async Task<IReadOnlyList<TestReport>> RunTestsAsync(
        IReadOnlyList<ITestWork> parts, DataFolder data, string? given, Func<string, TestSettings> settings, CancellationToken ct)
    {
        if (given is not null)
            return await TestRun.RunAsync(parts, settings(given), ct);
        await using var cluster = await Terminal.StepAsync("Starting a PostgreSQL for the tests", () => TestCluster.StartAsync(data, ct));
        return await TestRun.RunAsync(parts, settings(cluster.AdminConnection), ct);
    }

    private static int Summarize(IReadOnlyList<TestReport> reports)
    {
        var failed = reports.Sum(report => report.Failures.Count);
        var ran = reports.Sum(report => report.Total) > 0;
        if (!ran)
            throw new Failure("No test matched the filter: check its spelling, or run without --filter.");
        Terminal.Result($"{reports.Sum(report => report.Passed)} passed, {failed} failed, {reports.Sum(report => report.Skipped)} skipped");
        return failed == 0 ? 0 : 1;
    }

    private static void ClearResults()
    {
        var folder = Repository.PathOf("artifacts", "test");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }
}
