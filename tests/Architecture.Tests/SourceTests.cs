using System.Text.RegularExpressions;

namespace Financbase.Architecture.Tests;

/// <summary>Rules that only the text of the source can show.</summary>
public sealed class SourceTests
{
    private const int MaxLines = 300;

    // The exceptions: LiquidTemplate renders in memory for the pure interpreter, which awaits nothing; Hangfire opens and
    // closes a job's scope synchronously, on a thread of its own.
    private static readonly (string Pattern, string Instead, string[] Allowed)[] Forbidden =
    [
        (@"DateTime(Offset)?\.(Utc)?Now\b", "ask TimeProvider, or app_now() for leases and timers", []),
        (@"Guid\.NewGuid\(", "EntityId.New<TId>() makes time-ordered ids", []),
        (@"IgnoreQueryFilters", "the organization's filter is never ignored", []),
        (@"(Task|Async\(.*\))\.Result\b|\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)", "await it", ["LiquidTemplate.cs", "WorkContextActivator.cs"]),
        (@"Thread\.Sleep", "await Task.Delay, or better a row with a due time", []),
        (@"#pragma warning disable", "obey the rule, or switch it off for all with a reason", []),
        (@"#region", "split the file", []),
        (@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException", "finish it", []),
        (@"BackgroundJob\.Enqueue", "book an event or a row; jobs start from those", []),
        (@"FromSqlRaw|NoResetOnClose\s*=\s*true", "use parameters; never keep a session", []),
    ];

    private static readonly string Root = FindRoot();

    [TestCaseSource(nameof(Rules))]
    public void The_source_does_not_contain(string pattern)
    {
        var (_, instead, allowed) = Forbidden.Single(rule => rule.Pattern == pattern);

        Sources("*.cs").Some()
            .Where(file => !allowed.Contains(Path.GetFileName(file)) && Regex.IsMatch(File.ReadAllText(file), pattern))
            .Select(file => Path.GetRelativePath(Root, file))
            .ShouldBeEmpty($"Instead: {instead}");
    }

    [TestCase(@"DateTime(Offset)?\.(Utc)?Now\b", "var now = DateTime.UtcNow;")]
    [TestCase(@"(Task|Async\(.*\))\.Result\b|\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)", "var x = ReadAsync(ct).Result;")]
    public void A_rule_finds_its_canary(string pattern, string canary) => Regex.IsMatch(canary, pattern).ShouldBeTrue();

    [Test]
    public void No_hand_written_file_is_longer_than_a_person_reads_at_once() =>
        Sources("*.cs").Concat(Sources("*.cshtml")).Concat(Sources("*.css")).Concat(Sources("*.js")).Some()
            .Where(file => File.ReadLines(file).Count() > MaxLines)
            .Select(file => Path.GetRelativePath(Root, file))
            .ShouldBeEmpty();

    private static IEnumerable<string> Rules() => Forbidden.Select(rule => rule.Pattern);

    private static IEnumerable<string> Sources(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), pattern, SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj|node_modules|Migrations|lib)[\\/]"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Financbase.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
