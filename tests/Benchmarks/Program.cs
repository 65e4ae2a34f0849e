using Financbase.Benchmarks.Reporting;
using Financbase.Benchmarks.Scenarios;
using Financbase.Testing.Hosting;

namespace Financbase.Benchmarks;

internal static class Benchmarks
{
    private static readonly IScenario[] All = [new StatementImport(), new Pages(), new ApiKeyCheck(), new EventDispatch(), new WorkflowRuns(), new WorkflowChaos(), new WorkflowFairness(), new LedgerBooks()];

    /// <summary>The first word is the folder for the JSON files; the others name scenarios, and none means all.</summary>
    public static async Task<int> Main(string[] words)
    {
        if (words is not [var folder, .. var names])
            return Complain("Say where the results go: a folder, then the names of scenarios.");
        if (names.FirstOrDefault(name => All.All(scenario => scenario.Name != name)) is { } unknown)
            return Complain($"There is no benchmark '{unknown}': choose among {string.Join(", ", All.Select(scenario => scenario.Name))}.");

        WebProcess.Echoes = false;
        folder = Path.GetFullPath(folder);
        // The test host looks for the product's folder in a file beside it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        foreach (var scenario in All.Where(scenario => names.Length == 0 || names.Contains(scenario.Name)))
        {
            await Console.Error.WriteLineAsync($"{scenario.Name}: {scenario.Describes}");
            var measures = await scenario.RunAsync(CancellationToken.None);
            Console.WriteLine(Table.Of(scenario, measures));
            await JsonReport.WriteAsync(folder, scenario, measures);
        }

        return 0;
    }

    private static int Complain(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
