using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>Compiles what a test run needs.</summary>
internal static partial class TestBuild
{
    /// <summary>The whole solution; or, for a fast run, a filter of it without the browser's large packages.</summary>
    public static async Task CompileAsync(bool fast, string configuration, CancellationToken ct)
    {
        var solution = fast ? await WriteFilterAsync(ct) : Repository.PathOf("Financbase.sln");
        await Dotnet.RunAsync(["build", solution, "-c", configuration], "The solution did not compile: mend what the compiler names above, then try again.", ct);
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
