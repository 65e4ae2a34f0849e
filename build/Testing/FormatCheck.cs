using System.Diagnostics;
using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>The check of what the compiler does not check: spaces, line ends, last lines, the order of usings.</summary>
/// <remarks>A check of everything asks all analyzers a second time, after the compiler did, and takes some times as long.</remarks>
/// <param name="Solution">Restored, for it is not restored here.</param>
internal sealed record FormatCheck(string Solution) : ITestWork
{
    public bool RunsAlone => false;

    public async Task<TestReport> RunAsync(TestSettings settings, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var spaces = await FormatAsync(["whitespace", Solution], ct);
        var usings = await FormatAsync(["style", Solution, "--diagnostics", "IMPORTS"], ct);
        string[] faults = [.. new[] { spaces, usings }.OfType<string>()];
        var report = new TestReport("Formatting", 0, 0, [], clock.Elapsed);
        return faults is [] ? report : report.With("dotnet format", $"{string.Join('\n', faults)}\nRun 'dotnet format' and commit what it changes.");
    }

    private static async Task<string?> FormatAsync(string[] what, CancellationToken ct)
    {
        var (exitCode, output) = await new Command(Executables.Dotnet, ["format", .. what, "--verify-no-changes", "--no-restore"]).TryRunAsync(ct);
        return exitCode == 0 ? null : output.Trim();
    }
}
