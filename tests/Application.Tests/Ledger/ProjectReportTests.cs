using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>All projects and what belongs to none are the whole, on whatever days; and each filter tells what the others do.</summary>
public sealed class ProjectReportTests
{
    private const int Projects = GetProfitAndLossByProject.MostProjects + 3;
    private static readonly DateOnly First = new(2026, 1, 10);

    private TestApp _app = null!;
    private TestSales _firm = null!;
    private readonly List<ProjectId> _projects = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        for (var place = 0; place < Projects; place++)
            _projects.Add((await SendAsync(new CreateProject(new($"P{place:00}", $"Project {place}")))).Id);

        var random = new Random(11);
        AccountId[] accounts = [_firm.Accounts["4000"], _firm.Accounts["6100"], _firm.Accounts["5000"], _firm.Accounts["1010"]];
        for (var entry = 0; entry < 120; entry++)
        {
            var amount = random.Next(1, 50_000) / 100m;
            var posted = await SendAsync(new PostJournalEntry(
                First.AddDays(random.Next(0, 150)),
                [new(accounts[random.Next(4)], Debit: amount, ProjectId: Some(random)), new(accounts[random.Next(4)], Credit: amount, ProjectId: Some(random))]));
            if (entry % 9 == 0)
                await SendAsync(new ReverseJournalEntry(posted.Id, First.AddDays(160)));
        }
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase(0, 200)]
    [TestCase(0, 20)]
    [TestCase(13, 77)]
    [TestCase(22, 22)]
    [TestCase(51, 110)]
    public async Task Each_project_and_none_come_to_the_whole(int from, int to)
    {
        var (first, last) = (First.AddDays(from), First.AddDays(to));
        var whole = await SendAsync(new GetProfitAndLoss(first, last));
        List<StatementView> parts = [await SendAsync(new GetProfitAndLoss(first, last, Project: new(null)))];
        foreach (var project in _projects)
            parts.Add(await SendAsync(new GetProfitAndLoss(first, last, Project: new(project))));

        foreach (var (section, place) in whole.Sections.Select((section, place) => (section, place)))
        {
            parts.Sum(part => part.Sections[place].Total.Minor).ShouldBe(section.Total.Minor, section.Key);
            foreach (var key in parts.SelectMany(part => part.Sections[place].Lines).Select(line => line.Key).Distinct())
                parts.Sum(part => Of(part.Sections[place], key)).ShouldBe(Of(section, key), key);
        }
    }

    [TestCase(0, 200)]
    [TestCase(13, 77)]
    [TestCase(300, 310)]
    public async Task The_columns_are_what_each_project_is_alone_and_their_number_is_bounded(int from, int to)
    {
        var (first, last) = (First.AddDays(from), First.AddDays(to));
        var report = await SendAsync(new GetProfitAndLossByProject(first, last));
        var titles = report.Columns.Select(column => column.Title).ToList();
        titles.Count.ShouldBeLessThanOrEqualTo(GetProfitAndLossByProject.MostProjects + 3);
        titles.TakeLast(2).ShouldBe(["No project", "Total"]);
        (titles.Contains("Other projects"), report.Columns.Count(column => column.ProjectId is not null)).ShouldBe(from < 200 ? (true, GetProfitAndLossByProject.MostProjects) : (false, 0));
        foreach (var section in report.Sections)
        {
            section.Totals.SkipLast(1).Sum(total => total.Minor).ShouldBe(section.Totals[^1].Minor);
            section.Lines.ShouldAllBe(line => line.Amounts.SkipLast(1).Sum(amount => amount.Minor) == line.Amounts[line.Amounts.Count - 1].Minor);
        }

        foreach (var (column, place) in report.Columns.Select((column, place) => (column, place)).Where(pair => pair.column.ProjectId is not null))
        {
            var alone = await SendAsync(new GetProfitAndLoss(first, last, Project: new(column.ProjectId)));
            report.Sections.Select(section => section.Totals[place]).ShouldBe(alone.Sections.Select(section => section.Total));
        }

        var all = await SendAsync(new GetProfitAndLoss(first, last));
        report.Sections.Select(section => section.Totals[^1]).ShouldBe(all.Sections.Select(section => section.Total));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(200)]
    public async Task The_general_ledger_of_a_project_adds_up_to_its_figures_page_by_page(int limit)
    {
        foreach (var project in _projects.Take(3))
        {
            var lines = new List<LedgerLine>();
            for (var page = new PageRequest(limit); ;)
            {
                var found = await SendAsync(new ListLedgerLines(null, null, page, Project: project));
                lines.AddRange(found.Items);
                if (found.NextCursor is null)
                    break;
                page = page with { Cursor = found.NextCursor };
            }

            lines.Count.ShouldBe(Convert.ToInt32(await _app.Database.ScalarAsync($"SELECT count(*) FROM postings WHERE project_id = '{project}'"), System.Globalization.CultureInfo.InvariantCulture));
            foreach (var account in lines.GroupBy(line => line.Account.Id))
                account.Aggregate(0L, (sum, line) => sum + (line.Debit?.Minor ?? -line.Credit!.Value.Minor)).ShouldBe(account.Last().Balance.Minor);
            var result = (await SendAsync(new GetProject(project))).Result;
            (-lines.Where(line => line.Account.Type is AccountType.Revenue or AccountType.Expense).GroupBy(line => line.Account.Id).Sum(account => account.Last().Balance.Minor))
                .ShouldBe(result.Minor);

            var entries = await SendAsync(new ListJournalEntries(new(Project: project), new PageRequest(PageRequest.MaxLimit)));
            entries.Items.Select(entry => entry.Id).Order(Comparer<JournalEntryId>.Create((one, other) => one.Value.CompareTo(other.Value)))
                .ShouldBe(lines.Select(line => line.EntryId).Distinct().Order(Comparer<JournalEntryId>.Create((one, other) => one.Value.CompareTo(other.Value))));
        }
    }

    [Test]
    public async Task An_unknown_project_has_nothing_in_any_report()
    {
        var nobody = new ProjectId(Guid.CreateVersion7());
        (await SendAsync(new GetProfitAndLoss(First, First.AddDays(200), Project: new(nobody)))).Sections.ShouldAllBe(section => section.Total.Minor == 0);
        (await SendAsync(new ListLedgerLines(null, null, new PageRequest(), Project: nobody))).Items.ShouldBeEmpty();
        (await SendAsync(new ListJournalEntries(new(Project: nobody), new PageRequest()))).Items.ShouldBeEmpty();
    }

    private ProjectId? Some(Random random) => random.Next(Projects + 4) is var place && place < Projects ? _projects[place] : null;

    private static long Of(StatementSectionView section, string key) => section.Lines.SingleOrDefault(line => line.Key == key)?.Amount.Minor ?? 0;

    private async Task<T> SendAsync<T>(MediatR.IRequest<Application.Pipeline.Result<T>> request) => (await _firm.Organization.SendAsync(request)).Value;
}
