using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Jobs;

namespace Financbase.Infrastructure.Tests.Jobs;

public sealed class TimetableTests
{
    [Test]
    public void Operators_are_told_of_each_job_of_the_timetable_and_of_no_other()
    {
        string[] told = [.. File.ReadLines(Path.Combine(Here(), "..", "..", "..", "docs", "operations.md"))
            .SkipWhile(line => line != "## Jobs").TakeWhile(line => line != "## Logs")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];

        told.ShouldBe(RecurringJobs.Timetable.Select(job => job.Id), ignoreOrder: true);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
