using System.Diagnostics;
using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>The check of what the compiler does not check: spaces, line ends, last lines.</summary>
/// <remarks>Asked about folders, whose names have to end with a stroke: the whole solution would be read a second time, after the compiler did, for the same answer.</remarks>
internal sealed record FormatCheck : ITestWork
{
    public bool RunsAlone => false;

    public async Task<TestReport> RunAsync(TestSettings settings, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var (exitCode, output) = await new Command(Executables.Dotnet, ["format", "whitespace", Repository.Root, "--folder", "--verify-no-changes", "--include", "src/", "tests/", "build/"]).TryRunAsync(ct);
        var report = new TestReport("Formatting", 0, 0, [], clock.Elapsed);
        return exitCode == 0 ? report : report.With("dotnet format", $"{output.Trim()}\nRun 'dotnet format' and commit what it changes.");
    }
}
