using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>Compiles what a test run needs, and checks its formatting.</summary>
internal static partial class TestBuild
{
    /// <summary>The whole solution; or, for a fast run, a filter of it without the browser's large packages.</summary>
    public static async Task<string> CompileAsync(bool fast, string configuration, CancellationToken ct)
    {
        var solution = fast ? await WriteFilterAsync(ct) : Repository.PathOf("Financbase.sln");
        await Dotnet.RunAsync(["build", solution, "-c", configuration], "The solution did not compile: mend what the compiler names above, then try again.", ct);
        return solution;
    }

    /// <summary>The report of what the compiler does not check: spaces, line ends, last lines, the order of usings.</summary>
    /// <remarks>A check of everything asks all analyzers a second time, after the compiler did, and takes some times as long.</remarks>
    public static async Task<TestReport> CheckFormatAsync(string solution, CancellationToken ct)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var spaces = await FormatAsync(["whitespace", solution], ct);
        var usings = await FormatAsync(["style", solution, "--diagnostics", "IMPORTS"], ct);
        string[] faults = [.. new[] { spaces, usings }.OfType<string>()];
        var report = new TestReport("Formatting", 0, 0, [], clock.Elapsed);
        return faults is [] ? report : report.With("dotnet format", $"{string.Join('\n', faults)}\nRun 'dotnet format' and commit what it changes.");
    }

    private static async Task<string?> FormatAsync(string[] what, CancellationToken ct)
    {
        var (exitCode, output) = await new Command(Executables.Dotnet, ["format", .. what, "--verify-no-changes", "--no-restore"]).TryRunAsync(ct);
        return exitCode == 0 ? null : output.Trim();
    }

    private static async Task<string> WriteFilterAsync(CancellationToken ct)
    {
        var filter = Repository.PathOf("artifacts", "test", "fast.slnf");
        var solution = await File.ReadAllTextAsync(Repository.PathOf("Financbase.sln"), ct);
        var projects = ProjectPath().Matches(solution).Select(match => match.Groups[1].Value).Where(path => !path.Contains("EndToEnd", StringComparison.Ordinal));
        await File.WriteAllTextAsync(filter, JsonSerializer.Serialize(new { solution = new { path = Repository.PathOf("Financbase.sln"), projects } }), ct);
        return filter;
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectPath();
}
