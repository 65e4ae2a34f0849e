using Financbase.Benchmarks.Measuring;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>What a person waits for: pages of an organization with some years of bank lines.</summary>
internal sealed class Pages : IScenario
{
    private const int Connections = 8;
    private const int Calls = 800;

    /// <summary>Of each page before any is measured: what all pages share is compiled anew several times before it is at its best.</summary>
    private const int WarmUpCalls = 2_500;

    private const int ProfiledCalls = 300;
    private const int Lines = 10_000;

    public string Name => "pages";

    public string Describes => $"pages of an organization with {Lines:#,##0} bank lines, signed in, {Connections} connections";

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        await using var stage = await Stage.SetAsync();
        await using var web = stage.Run("web");
        var address = await web.AddressAsync();
        using var api = stage.Api(address);
        var account = await Stage.OpenAccountAsync(api, "Operating account");
        await Stage.ImportAsync(api, account, ManyLines.Csv(Lines));
        await PostgresServer.SettleAsync(stage.App.Database);

        using var browser = await stage.BrowserAsync(address);
        var measures = new List<Measure>();
        var pages = PagesOf(account).Select(page => (page.Name, Open: (Func<int, Task>)(_ => ReadAsync(browser, $"/o/{stage.Slug}{page.Path}")))).ToList();
        foreach (var (_, open) in pages)
        {
            await Load.RunAsync(Connections, WarmUpCalls, open);
        }

        foreach (var (page, open) in pages)
        {
            var cpu = await CpuMeter.StartAsync(web.Id);
            var times = await Load.RunAsync(Connections, Calls, open);
            var spent = cpu.Spent();
            measures.Add(new($"{page}, 95 of 100 within", times.Percentile(0.95), "ms", Goal.Most(50)));
            measures.Add(new($"{page}, half within", times.Percentile(0.5), "ms"));
            measures.Add(new($"{page}, processor time of one, web", spent.Web / Calls, "ms"));
            measures.Add(new($"{page}, processor time of one, PostgreSQL", spent.Postgres / Calls, "ms"));
        }

        foreach (var (page, open) in pages)
            measures.AddRange(await WholeProfile.OfAsync(stage, web.Id, page, () => Load.RunAsync(Connections, ProfiledCalls, open)));
        return measures;
    }

    private static IEnumerable<(string Name, string Path)> PagesOf(string account) =>
        [("dashboard", "/"), ("bank accounts", "/banking"), ("bank lines", $"/banking/{account}"), ("events", "/events"), ("workflows", "/workflows"), ("members", "/settings/members")];

    private static async Task ReadAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
    }
}
