using System.Collections.Concurrent;

namespace Financbase.Build.Testing;

/// <summary>The parts of a run: two at a time, then those that need the machine for themselves.</summary>
internal static class TestRun
{
    private const int AtATime = 2;
    private const int TracedLines = 8;

    public static async Task<IReadOnlyList<TestReport>> RunAsync(IReadOnlyList<ITestWork> parts, TestSettings settings, CancellationToken ct)
    {
        var reports = new ConcurrentBag<TestReport>();
        foreach (var group in parts.ToLookup(part => part.RunsAlone).OrderBy(group => group.Key))
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = group.Key ? 1 : AtATime, CancellationToken = ct };
            await Parallel.ForEachAsync(group, options, async (part, token) =>
            {
                var report = await part.RunAsync(settings, token);
                reports.Add(report);
                Show(report);
            });
        }

        return [.. reports];
    }

    public static void Show(TestReport report)
    {
        var skipped = report.Skipped > 0 ? $", {report.Skipped} skipped" : "";
        Terminal.Note($"{report.Project,-22} {report.Passed} passed, {report.Failures.Count} failed{skipped}  ({Terminal.Seconds(report.Took)})");
        foreach (var failure in report.Failures)
            Terminal.Note(Describe(failure));
    }

    private static string Describe(TestFailure failure) => string.Join("\n      ",
        new[] { $"✗ {failure.Name}" }
            .Concat(Lines(failure.Message))
            .Concat(Lines(failure.Trace).Take(TracedLines)));

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd());
}
