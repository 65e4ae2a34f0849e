using Financbase.Build.Machine;
using Financbase.Build.Postgres;
using Financbase.Build.Testing;
using Financbase.Build.Web;

namespace Financbase.Build.Commands;

/// <summary>The benchmarks, compiled for release, on a PostgreSQL of their own that waits for the disk as a real one does.</summary>
internal static class Bench
{
    private const string Project = "Benchmarks";

    /// <summary>Tells the benchmarks that the server is theirs: one of them stops it.</summary>
    private const string ClusterSetting = "FINANCBASE_BENCH_CLUSTER";

    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var data = DataFolder.Open(line.Data);
        await Requirement.EnsureAsync([NodeJs.Requirement, PostgresPrograms.Requirement], ct);
        var configuration = line.Configuration ?? "Release";
        await Terminal.StepAsync("Compiling", () => Dotnet.RunAsync(
            ["build", Repository.PathOf("tests", Project, $"{Project}.csproj"), "-c", configuration],
            "The benchmarks did not compile: mend what the compiler names above, then try again.", ct));
        await using var cluster = await Terminal.StepAsync("Starting a PostgreSQL for the benchmarks", () => TestCluster.StartDurableAsync(data, ct));

        var results = Repository.PathOf("artifacts", "bench");
        var exitCode = await new Command(Executables.Dotnet,
            [Repository.PathOf("tests", Project, "bin", configuration, "net10.0", $"Financbase.{Project}.dll"), results, .. line.HandedOn])
        {
            Settings = new Dictionary<string, string?>(TestSettings.EnvironmentFor(cluster.AdminConnection)) { [ClusterSetting] = cluster.Data },
            Folder = Repository.Root,
        }
        .ShowAsync(WebServer.StopPatience, ct);
        if (exitCode == 0)
            Terminal.Result($"The same figures as JSON: {results}");
        return exitCode;
    }
}
