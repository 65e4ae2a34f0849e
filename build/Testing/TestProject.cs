using System.Diagnostics;
using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>A compiled test project under <c>tests/</c>.</summary>
internal sealed record TestProject(string Name)
{
    private const string EndToEnd = "EndToEnd.Tests";
    private const int TracedLines = 6;

    /// <summary>Its browser would fight with other projects for the machine, and its waits have limits.</summary>
    public bool RunsAlone => Name == EndToEnd;

    /// <summary>Tells roughly how long it takes: the longest begin first, so that none is left over at the end with the machine half idle.</summary>
    private int Sources => Directory.EnumerateFiles(Repository.PathOf("tests", Name), "*.cs", SearchOption.AllDirectories).Count();

    public string File => Repository.PathOf("tests", Name, $"{Name}.csproj");

    public static IReadOnlyList<TestProject> All(bool fast) =>
        [.. Directory.EnumerateDirectories(Repository.PathOf("tests"), "*.Tests")
            .Select(folder => new TestProject(Path.GetFileName(folder)))
            .Where(project => !(fast && project.RunsAlone))
            .OrderBy(project => project.RunsAlone).ThenByDescending(project => project.Sources).ThenBy(project => project.Name, StringComparer.Ordinal)];

    public async Task<TestReport> RunAsync(TestSettings settings, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var results = Repository.PathOf("artifacts", "test", $"{Name}.trx");
        var (exitCode, output) = await CommandFor(results, settings).TryRunAsync(ct);
        var report = System.IO.File.Exists(results) ? TestReport.Read(Name, results, clock.Elapsed) : new TestReport(Name, 0, 0, [], clock.Elapsed);
        return report switch
        {
            { Failures.Count: 0 } when exitCode != 0 => report.With(Name, $"The test process ended with code {exitCode}:\n{Tail(output)}"),
            { Total: 0 } when settings.Filter is null => report.With(Name, $"No test was found:\n{Tail(output)}"),
            _ => report,
        };
    }

    private Command CommandFor(string results, TestSettings settings)
    {
        var assembly = Repository.PathOf("tests", Name, "bin", settings.Configuration, "net10.0", $"Financbase.{Name}.dll");
        string[] filter = settings.Filter is { } expression ? ["--filter", expression] : [];
        return new Command(Executables.Dotnet,
            ["test", assembly, "--nologo", "--logger", $"trx;LogFileName={results}", "--blame-hang-timeout", "10m", "--blame-hang-dump-type", "none", .. filter])
        {
            Settings = settings.Environment,
            Folder = Repository.Root,
        };
    }

    private static string Tail(string output) => string.Join('\n', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(TracedLines));
}
