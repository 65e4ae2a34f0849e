using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Financbase.Benchmarks.Measuring;
using Financbase.Testing.Hosting;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>Statements, pages and postings of an organization with large books, made by <c>seed large</c>.</summary>
internal sealed class LedgerBooks : IScenario
{
    /// <summary>How many postings, several sizes with commas between them.</summary>
    private const string SizesSetting = "FINANCBASE_BENCH_LINES";

    private const int Calls = 200;
    private const int WarmUpCalls = 60;
    private const int Callers = 8;
    private const int Drafts = 1_500;
    private const int PacedPerSecond = 50;
    private const int PacedCalls = 500;
    private const int ImportedLines = 25_000;
    private const int Rules = 5;
    private const int PostingCallers = 4;
    private const int Posted = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ExportPatience = TimeSpan.FromSeconds(20);

    public string Name => "ledger";

    public string Describes => $"statements, pages and postings over books of {string.Join(" and ", Sizes.Select(size => $"{size:#,##0}"))} lines ({SizesSetting})";

    private static long[] Sizes => [.. (Environment.GetEnvironmentVariable(SizesSetting) ?? "1000000").Split(',').Select(size => long.Parse(size, CultureInfo.InvariantCulture))];

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        var measures = new List<Measure>();
        foreach (var size in Sizes)
        {
            await using var stage = await Stage.SetAsync();
            measures.AddRange((await MeasureAsync(stage, size)).Select(measure => measure with { Name = $"{Short(size)}: {measure.Name}" }));
        }

        return measures;
    }

    private static async Task<List<Measure>> MeasureAsync(Stage stage, long size)
    {
        var measures = new List<Measure>();
        var clock = Stopwatch.StartNew();
        await stage.VerbAsync("seed", "large", "--lines", size.ToString(CultureInfo.InvariantCulture), "--organization", stage.Slug);
        measures.Add(new("made and worked out anew", size / clock.Elapsed.TotalSeconds, "lines/s"));
        clock.Restart();
        await stage.VerbAsync("ledger", "verify", "--organization", stage.Slug);
        measures.Add(new("ledger verify", clock.Elapsed.TotalSeconds, "s"));
        await PostgresServer.SettleAsync(stage.App.Database);

        await using var web = stage.Run("web");
        var address = await web.AddressAsync();
        using var api = stage.Api(address);
        using var browser = await stage.BrowserAsync(address);
        await ReadingAsync(measures, stage, api, browser, isLarge: size > 1_000_000);
        await ExportingAsync(measures, web, stage, browser);
        await WritingAsync(measures, api);
        return measures;
    }

    // One caller after the other: how long the server takes, not how long a queue is.
    private static async Task ReadingAsync(List<Measure> measures, Stage stage, HttpClient api, HttpClient browser, bool isLarge)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var monthEnd = new DateOnly(today.Year, today.Month, 1).AddMonths(-6).AddDays(-1);
        var (end, mid) = (Day(monthEnd), Day(monthEnd.AddDays(-14)));
        var (account, invoice) = (await IdAsync(api, "/api/accounts?q=1100"), await IdAsync(api, "/api/invoices?limit=1"));
        (string Name, HttpClient Client, string Path, double Small, double Large)[] all =
        [
            ("trial balance at a month's end", api, $"/api/reports/trial-balance?asOf={end}", 25, 30),
            ("profit and loss of a year to a month's end", api, $"/api/reports/profit-and-loss?from={Day(monthEnd.AddYears(-1).AddDays(1))}&to={end}", 25, 30),
            ("balance sheet at a month's end", api, $"/api/reports/balance-sheet?asOf={end}", 25, 30),
            ("trial balance on any day", api, $"/api/reports/trial-balance?asOf={mid}", 50, 150),
            ("profit and loss to any day", api, $"/api/reports/profit-and-loss?from={Day(monthEnd.AddDays(-180))}&to={mid}", 50, 150),
            ("balance sheet on any day", api, $"/api/reports/balance-sheet?asOf={mid}", 50, 150),
            ("trial balance on the cash basis on any day", api, $"/api/reports/trial-balance?asOf={mid}&basis=cash", 500, 2_000),
            ("general ledger, page of an account", browser, $"/o/{stage.Slug}/accounts/{account}?from={mid}", 15, 15),
            ("journal, first page", browser, $"/o/{stage.Slug}/journal", 15, 15),
            ("invoices, first page", browser, $"/o/{stage.Slug}/invoices", 15, 15),
            ("invoices overdue, first page", browser, $"/o/{stage.Slug}/invoices?paymentStatus=overdue", 15, 15),
            ("one invoice", browser, $"/o/{stage.Slug}/invoices/{invoice}", 15, 15),
            ("invoices by the API, first page", api, "/api/invoices", 15, 15),
            ("aged receivables", api, "/api/reports/aged-receivables", 20, 40),
            ("aged payables", api, "/api/reports/aged-payables", 20, 40),
            ("dashboard", browser, $"/o/{stage.Slug}/", 60, 80),
        ];
        foreach (var one in all)
            await Load.RunAsync(1, WarmUpCalls, _ => ReadAsync(one.Client, one.Path), Patience);
        foreach (var one in all)
        {
            var times = await Load.RunAsync(1, Calls, _ => ReadAsync(one.Client, one.Path), Patience);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {one.Name}: {times.Percentile(0.95):0.0} ms"));
            measures.Add(new($"{one.Name}, 95 of 100 within", times.Percentile(0.95), "ms", Goal.Most(isLarge ? one.Large : one.Small)));
            measures.Add(new($"{one.Name}, half within", times.Percentile(0.5), "ms"));
        }
    }

    private static async Task ExportingAsync(List<Measure> measures, WebProcess web, Stage stage, HttpClient browser)
    {
        using var process = Process.GetProcessById(web.Id);
        using var limit = new CancellationTokenSource(ExportPatience);
        var (before, most, lines, clock) = (process.WorkingSet64, 0L, 0L, Stopwatch.StartNew());
        using var answer = await browser.GetAsync($"/o/{stage.Slug}/journal?handler=Csv", HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
        await using var content = await answer.Content.ReadAsStreamAsync(CancellationToken.None);
        var buffer = new byte[1 << 16];
        try
        {
            while (await content.ReadAsync(buffer, limit.Token) is > 0 and var read)
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
                process.Refresh();
                most = Math.Max(most, process.WorkingSet64);
            }
        }
        catch (OperationCanceledException)
        {
            // Long enough to see whether memory grows.
        }

        measures.Add(new("CSV of the journal", lines / clock.Elapsed.TotalSeconds, "rows/s"));
        measures.Add(new("CSV of the journal, rows read", lines, "rows"));
        measures.Add(new("CSV of the journal, memory grew by", (most - before) / 1e6, "MB", Goal.Most(100)));
    }

    private static async Task WritingAsync(List<Measure> measures, HttpClient api)
    {
        var (customer, rate) = (await IdAsync(api, "/api/customers?limit=1"), await IdAsync(api, "/api/tax-rates?limit=1"));
        var drafts = new Queue<string>();
        await Load.RunAsync(Callers, Drafts + PacedCalls, async _ =>
        {
            var made = await Stage.DataAsync(await api.PostAsJsonAsync("/api/invoices", new
            {
                customerId = customer,
                lines = new[] { new { description = "Delivery", quantity = "3", unitPrice = "19.99", taxRateId = rate }, new { description = "Freight", quantity = "1", unitPrice = "7.50", taxRateId = rate } },
            }));
            lock (drafts)
                drafts.Enqueue(made.GetProperty("id").GetString()!);
        });
        var sustained = await Load.RunAsync(Callers, Drafts, _ => FinalizeAsync(api, drafts));
        var paced = await Load.PacedAsync(PacedPerSecond, PacedCalls, () => FinalizeAsync(api, drafts));
        measures.Add(new($"invoices finalised, {Callers} callers", sustained.PerSecond, "invoices/s", Goal.Least(500)));
        measures.Add(new($"finalised at {PacedPerSecond}/s, 95 of 100 within", paced.Percentile(0.95), "ms", Goal.Most(40)));
        measures.Add(new($"finalised at {PacedPerSecond}/s, half within", paced.Percentile(0.5), "ms"));

        var (rent, bank) = (await IdAsync(api, "/api/accounts?q=6100"), await IdAsync(api, "/api/accounts?q=1010"));
        object entry = new { date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), memo = "Rent", postings = new object[] { new { accountId = rent, debit = "12.50" }, new { accountId = bank, credit = "12.50" } } };
        var posted = await Load.RunAsync(PostingCallers, Posted, async _ => await Stage.DataAsync(await api.PostAsJsonAsync("/api/journal-entries", entry)));
        measures.Add(new($"entries posted, {PostingCallers} callers", posted.PerSecond, "entries/s"));

        for (var rule = 0; rule < Rules; rule++)
        {
            object conditions = new { direction = "out", words = new[] { rule == 0 ? "Cafe" : $"Nobody {rule}" } };
            await Stage.DataAsync(await api.PostAsJsonAsync("/api/bank-rules", new { name = $"Rule {rule}", priority = rule, accountId = rent, isAutomatic = rule == 0, conditions }));
        }

        var account = await Stage.OpenAccountAsync(api, "Second account");
        var ledger = (await Stage.DataAsync(await api.PostAsJsonAsync("/api/accounts", new { code = "1011", name = "Second account", subtype = "bank" }))).GetProperty("id").GetString();
        await Stage.DataAsync(await api.PutAsJsonAsync($"/api/bank-accounts/{account}/ledger-account", new { accountId = ledger }));
        var clock = Stopwatch.StartNew();
        var imported = await Stage.ImportAsync(api, account, ManyLines.Csv(ImportedLines));
        measures.Add(new("statement imported, with rules", imported / clock.Elapsed.TotalSeconds, "lines/s", Goal.Least(5_000)));
        clock.Restart();
        await Stage.ImportAsync(api, account, ManyLines.Csv(ImportedLines));
        measures.Add(new("the same once more, nothing new", ImportedLines / clock.Elapsed.TotalSeconds, "lines/s"));
    }

    private static async Task FinalizeAsync(HttpClient api, Queue<string> drafts)
    {
        string id;
        lock (drafts)
            id = drafts.Dequeue();
        await Stage.DataAsync(await api.PostAsync($"/api/invoices/{id}/finalize", null));
    }

    private static async Task ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
    }

    private static async Task<string> IdAsync(HttpClient api, string path) =>
        (await Stage.DataAsync(await api.GetAsync(path))).EnumerateArray().First().GetProperty("id").GetString()!;

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Short(long size) => size % 1_000_000 == 0 ? $"{size / 1_000_000}M" : $"{size:#,##0}";
}
