using System.Diagnostics;
using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>A compiled test project under <c>tests/</c>, or a part of one that is much longer than the others.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Part">Which of its tests: an expression of <c>--filter</c>; null for all.</param>
internal sealed record TestProject(string Name, string? Part = null) : ITestWork
{
    private const string Web = "Web.Tests";
    private const string Matrix = "FullyQualifiedName~.Isolation.";
    private const string NotMatrix = "FullyQualifiedName!~.Isolation.";
    private const string EndToEnd = "EndToEnd.Tests";
    private const int TracedLines = 6;

    /// <summary>Its browser would fight with other projects for the machine, and its waits have limits.</summary>
    public bool RunsAlone => Name == EndToEnd;

    /// <summary>Tells roughly how long it takes: the longest begin first, so that none is left over at the end with the machine half idle.</summary>
    private int Sources => Directory.EnumerateFiles(Repository.PathOf("tests", Name), "*.cs", SearchOption.AllDirectories).Count();

    private string Title => Part == Matrix ? $"{Name} (matrix)" : Name;

    public static IReadOnlyList<TestProject> All(bool fast) =>
        [.. Directory.EnumerateDirectories(Repository.PathOf("tests"), "*.Tests")
            .SelectMany(folder => Parts(Path.GetFileName(folder)))
            .Where(project => !(fast && project.RunsAlone))
            .OrderBy(project => project.RunsAlone).ThenByDescending(project => project.Sources).ThenBy(project => project.Name, StringComparer.Ordinal)];

    private static TestProject[] Parts(string name) => name == Web ? [new(name, NotMatrix), new(name, Matrix)] : [new(name)];

    public async Task<TestReport> RunAsync(TestSettings settings, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var results = Repository.PathOf("artifacts", "test", $"{Title}.trx");
        var (exitCode, output) = await CommandFor(results, settings).TryRunAsync(ct);
        var report = File.Exists(results) ? TestReport.Read(Title, results, clock.Elapsed) : new TestReport(Title, 0, 0, [], clock.Elapsed);
        return report switch
        {
            { Failures.Count: 0 } when exitCode != 0 => report.With(Title, $"The test process ended with code {exitCode}:\n{Tail(output)}"),
            { Total: 0 } when settings.Filter is null => report.With(Title, $"No test was found:\n{Tail(output)}"),
            _ => report,
        };
    }

    private Command CommandFor(string results, TestSettings settings)
    {
        var assembly = Repository.PathOf("tests", Name, "bin", settings.Configuration, "net10.0", $"Financbase.{Name}.dll");
        string[] filter = Filter(settings) is { } expression ? ["--filter", expression] : [];
        return new Command(Executables.Dotnet,
            ["test", assembly, "--nologo", "--logger", $"trx;LogFileName={results}", "--blame-hang-timeout", "10m", "--blame-hang-dump-type", "none", .. filter])
        {
            Settings = settings.Environment,
            Folder = Repository.Root,
        };
    }

    private string? Filter(TestSettings settings) => (settings.Filter, Part) switch
    {
        ({ } asked, { } part) => $"({asked})&({part})",
        var (asked, part) => asked ?? part,
    };

    private static string Tail(string output) => string.Join('\n', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(TracedLines));
}
