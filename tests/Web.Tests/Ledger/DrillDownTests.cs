using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Financbase.Application.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Ledger;

/// <summary>By the links that stand on the pages: from a figure of a report to the ledger of its account, from there to each entry, and to what that was posted for.</summary>
public sealed partial class DrillDownTests
{
    private const string Days = "from=2026-01-01&to=2026-12-31";

    private TestApp _app = null!;
    private DrillDownScene _scene = null!;
    private TestBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _scene = await DrillDownScene.PlayAsync(await _app.FoundAsync("firm"));
        _browser = await TestBrowser.SignInAsync(_app, await _scene.Organization.AddMemberAsync("owner"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Every_entry_behind_every_figure_leads_to_its_document()
    {
        var ledgers = new HashSet<string>();
        foreach (var report in new[] { $"profit-and-loss?{Days}", "balance-sheet?to=2026-12-31" })
            ledgers.UnionWith(await FiguresAsync($"/o/firm/reports/{report}"));
        var accounts = (await _scene.Organization.SendAsync(new GetTrialBalance(new DateOnly(2026, 12, 31)))).Value.Rows.Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Id}");
        ledgers.Select(IdOf).Order().ShouldBe(accounts.Order(), "each account that holds something is a figure of one of them");

        var entries = new HashSet<string>();
        foreach (var ledger in ledgers)
            entries.UnionWith(LinksOf(await PageAsync(ledger), "/o/firm/journal/").Where(link => Guid.TryParse(IdOf(link), out _)));
        $"{await _app.Database.ScalarAsync($"SELECT string_agg(source || ' ' || memo, ', ') FROM journal_entries WHERE id <> ALL ('{{{string.Join(',', entries.Select(IdOf))}}}')")}".ShouldBeEmpty("each is behind one of them");

        var reached = new List<string>();
        foreach (var entry in entries)
        {
            var (kind, link) = FromOf(await PageAsync(entry));
            reached.Add($"{kind} > {link} > {(link is null ? "" : HeadingOf(await PageAsync(link)))}");
        }

        reached.Order(StringComparer.Ordinal).ShouldBe(_scene.Documents.Order(StringComparer.Ordinal));
    }

    [Test]
    public async Task An_entry_that_takes_back_another_leads_to_it_and_that_one_to_its_document()
    {
        var back = $"{await _app.Database.ScalarAsync("SELECT id FROM journal_entries WHERE source = 'reversal'")}";

        var original = LinksOf(Regex.Match(await PageAsync($"/o/firm/journal/{back}"), """<p class="notice".*?</p>""", RegexOptions.Singleline).Value, "/o/firm/journal/").ShouldHaveSingleItem();

        FromOf(await PageAsync(original)).ShouldBe(("Revaluations", $"/o/firm/reports/revaluation?asOf={DrillDownScene.Revalued:O}"));
    }

    [TestCase("reports/trial-balance?asOf=2026-12-31", "/o/firm/accounts/", "6250 ")]
    [TestCase("reports/aged-receivables?asOf=2026-12-31", "/o/firm/invoices?customer=", "INV-2026-0000")]
    [TestCase("reports/aged-payables?asOf=2026-12-31", "/o/firm/bills?vendor=", "N-2")]
    public async Task Rows_of_other_reports_lead_on(string report, string target, string said) =>
        (await LeadsToAsync($"/o/firm/{report}", target)).ShouldContain(page => page.Contains(said, StringComparison.Ordinal));

    [Test]
    public async Task A_line_of_a_budget_leads_to_the_ledger_of_its_days()
    {
        var account = _scene.Accounts["6250"];
        var budget = (await _scene.Organization.SendAsync(new CreateBudget("Plan", 2026, [new(account, [.. Enumerable.Repeat(40m, 12)])]))).Value.Id;

        var line = LinksOf(await PageAsync($"/o/firm/budgets/{budget}?{Days}"), $"/o/firm/accounts/{account}").ShouldHaveSingleItem();

        line.ShouldEndWith(Days);
        (await PageAsync(line)).ShouldContain("Line 1");
    }

    /// <summary>The ledgers to which the figures lead, each of which ends at its figure.</summary>
    private async Task<IReadOnlyList<string>> FiguresAsync(string report)
    {
        var found = new List<string>();
        foreach (var figure in Figure().Matches(await PageAsync(report)).Where(figure => decimal.Parse(figure.Groups["amount"].Value, CultureInfo.InvariantCulture) != 0))
        {
            var link = WebUtility.HtmlDecode(figure.Groups["link"].Value);
            var balances = Balance().Matches(await PageAsync(link));
            balances.Count.ShouldBeGreaterThan(1, link);
            balances[^1].Groups[1].Value.TrimStart('-').ShouldBe(figure.Groups["amount"].Value.TrimStart('-'), link);
            found.Add(link);
        }

        return found;
    }

    private async Task<IReadOnlyList<string>> LeadsToAsync(string report, string target)
    {
        var pages = new List<string>();
        foreach (var link in LinksOf(await PageAsync(report), target))
            pages.Add(await PageAsync(link));
        return pages;
    }

    private async Task<string> PageAsync(string address)
    {
        using var answer = await _browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What stands beside “From” on the page of an entry, and where it leads.</summary>
    private static (string Kind, string? Link) FromOf(string page)
    {
        var from = From().Match(page).Groups[1].Value;
        return (WebUtility.HtmlDecode(Tag().Replace(from, "")).Trim(), LinksOf(from, "/o/firm/").SingleOrDefault());
    }

    private static string HeadingOf(string page) => WebUtility.HtmlDecode(Heading().Match(page).Groups[1].Value).Trim();

    private static string IdOf(string link) => link.Split('/', '?')[4];

    private static IReadOnlyList<string> LinksOf(string html, string target) =>
        [.. Link().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Where(link => link.StartsWith(target, StringComparison.Ordinal)).Distinct()];

    [GeneratedRegex("""<a href="([^"]+)">""")]
    private static partial Regex Link();

    [GeneratedRegex("""<a href="(?<link>/o/firm/accounts/[^"]+)"><data value="(?<amount>[^"]+)">""")]
    private static partial Regex Figure();

    [GeneratedRegex("""<td class="num" data-cell="end">.*?<data value="([^"]+)">""")]
    private static partial Regex Balance();

    [GeneratedRegex("<dt>From</dt>\\s*<dd>(.*?)</dd>", RegexOptions.Singleline)]
    private static partial Regex From();

    [GeneratedRegex("<h1[^>]*>([^<]*)")]
    private static partial Regex Heading();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
