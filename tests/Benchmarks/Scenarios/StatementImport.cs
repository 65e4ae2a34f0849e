using System.Diagnostics;
using Financbase.Benchmarks.Measuring;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>A long statement through the API, and the same once more, when every line is there already.</summary>
internal sealed class StatementImport : IScenario
{
    private const int Lines = 50_000;
    private const int WarmUpLines = 5_000;

    public string Name => "import";

    public string Describes => $"a CSV statement of {Lines:#,##0} lines: read, told from earlier lines, stored, with an event for each";

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        await using var stage = await Stage.SetAsync();
        await using var web = stage.Run("web");
        using var api = stage.Api(await web.AddressAsync());
        await Stage.ImportAsync(api, await Stage.OpenAccountAsync(api, "Warm-up"), ManyLines.Csv(WarmUpLines));

        var statement = ManyLines.Csv(Lines);
        var account = await Stage.OpenAccountAsync(api, "Operating account");
        await PostgresServer.SettleAsync(stage.App.Database);
        var cpu = await CpuMeter.StartAsync(web.Id);
        var fresh = await TimeAsync(() => Stage.ImportAsync(api, account, statement), expected: Lines);
        var spent = cpu.Spent();
        var again = await TimeAsync(() => Stage.ImportAsync(api, account, statement), expected: 0);
        return
        [
            new("new lines", Lines / fresh.TotalSeconds, "lines/s", Goal.Least(5_000)),
            new("lines that are there already", Lines / again.TotalSeconds, "lines/s"),
            new("processor time of a new line, web", spent.Web / Lines, "ms"),
            new("processor time of a new line, PostgreSQL", spent.Postgres / Lines, "ms"),
        ];
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task<int>> import, int expected)
    {
        var clock = Stopwatch.StartNew();
        var imported = await import();
        return imported == expected ? clock.Elapsed : throw new InvalidOperationException($"{imported} lines were imported, not {expected}.");
    }
}
