using Financbase.Build.Testing;

namespace Financbase.Build.Tests;

/// <summary>The tests of a build server run as nobody in particular, who installs nothing: its file brings what they require.</summary>
public sealed class WorkflowFileTests
{
    // What comes there in another way than from a package.
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["nodejs"] = "uses: actions/setup-node@",
        ["npm"] = "uses: actions/setup-node@",
        ["chromium"] = $"{Chromium.Setting}: /usr/bin/google-chrome",
    };

    [Test]
    public void Everything_that_the_tests_require_is_there_before_they_run()
    {
        var steps = File.ReadAllText(Repository.PathOf(".github", "workflows", "ci.yml")).Split(".ci/run")[0];
        var installed = steps.Split('\n').Where(line => line.Contains("apt-get install", StringComparison.Ordinal)).SelectMany(line => line.Trim().Split(' ')).ToHashSet();

        var required = Commands.Test.Requirements(fast: false, givenAdmin: null).SelectMany(requirement => requirement.Packages).ToList();

        required.ShouldContain("redis-server");
        required.Where(package => Otherwise.TryGetValue(package, out var by) ? !steps.Contains(by, StringComparison.Ordinal) : !installed.Contains(package)).ShouldBeEmpty();
    }
}
