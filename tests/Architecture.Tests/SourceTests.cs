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

    [TestCase("using System.Text;\nusing Ardalis;\nusing Zebra.Fish;\n\nnamespace X;", true)]
    [TestCase("using Zebra.Fish;\nusing Ardalis;\n\nnamespace X;", false)]
    [TestCase("using Ardalis;\nusing System.Text;\n\nnamespace X;", false)]
    public void Usings_in_order_are_told_from_others(string source, bool isInOrder) => AreInOrder(source.Split('\n')).ShouldBe(isInOrder);

    [Test]
    public void Usings_stand_in_the_order_of_their_names_after_those_of_the_system() =>
        new[] { "src", "tests", "build" }.SelectMany(folder => Below(folder, "*.cs")).Some()
            .Where(file => !AreInOrder(File.ReadLines(file)))
            .Select(file => Path.GetRelativePath(Root, file))
            .ShouldBeEmpty();

    private static bool AreInOrder(IEnumerable<string> lines)
    {
        var names = lines.TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal))
            .Select(line => Regex.Match(line, @"^using (?!static )([\w.]+);").Groups[1].Value).Where(name => name.Length > 0).ToArray();
        return names.OrderBy(name => !Regex.IsMatch(name, @"^System\b")).ThenBy(name => name, StringComparer.OrdinalIgnoreCase).SequenceEqual(names);
    }

    private static IEnumerable<string> Rules() => Forbidden.Select(rule => rule.Pattern);

    private static IEnumerable<string> Sources(string pattern) => Below("src", pattern);

    private static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
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
