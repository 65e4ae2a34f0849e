using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>The general ledger, page by page, holds each posting once, and its balances are those of the trial balance.</summary>
public sealed class LedgerLinesTests
{
    private static readonly DateOnly First = new(2026, 2, 20);
    private TestApp _app = null!;
    private TestOrganization _organization = null!;
    private AccountId[] _accounts = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _organization = await _app.FoundAsync("firm");
        await _organization.SendAsync(new AdoptChart("freelancer"));
        _accounts = [.. (await _organization.SendAsync(new ListAccounts(new(), new(9)))).Value.Items.Select(account => account.Id)];
        var random = new Random(4);
        for (var entry = 0; entry < 60; entry++)
        {
            var amount = random.Next(1, 500);
            await _organization.SendAsync(new PostJournalEntry(
                First.AddDays(random.Next(0, 60)), [new(_accounts[random.Next(8)], Debit: amount), new(_accounts[random.Next(8)], Credit: amount)], $"Entry {entry}"));
        }
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase(null, null, 1)]
    [TestCase(null, null, 7)]
    [TestCase(null, null, 200)]
    [TestCase(9, 44, 7)]
    [TestCase(10, null, 3)]
    [TestCase(null, 30, 50)]
    public async Task Every_page_goes_on_where_the_last_one_ended(int? from, int? to, int limit)
    {
        DateOnly? first = from is { } start ? First.AddDays(start) : null, last = to is { } end ? First.AddDays(end) : null;
        var lines = await ReadAsync(first, last, limit, null);

        var expected = (long)(await _app.Database.ScalarAsync(
            $"SELECT count(*) FROM postings WHERE date BETWEEN '{first ?? First:yyyy-MM-dd}' AND '{last ?? First.AddDays(90):yyyy-MM-dd}'"))!;
        lines.Select(line => (line.EntryId, line.Line)).Distinct().Count().ShouldBe((int)expected);
        lines.Count.ShouldBe((int)expected);
        lines.Select(line => (line.Account.Code, line.Date)).ShouldBeInOrder();
        var held = (await _organization.SendAsync(new GetTrialBalance(last ?? First.AddDays(90)))).Value.Rows.ToDictionary(row => row.Account.Id, row => row.Balance);
        foreach (var account in lines.GroupBy(line => line.Account.Id))
        {
            account.Last().Balance.ShouldBe(held[account.Key]);
            account.Zip(account.Skip(1)).ShouldAllBe(pair => pair.Second.Balance.Minor - pair.First.Balance.Minor == (pair.Second.Debit ?? -pair.Second.Credit!.Value).Minor);
        }
    }

    [Test]
    public async Task One_account_is_told_alone()
    {
        var lines = await ReadAsync(First.AddDays(5), null, 3, _accounts[2]);
        lines.Select(line => line.Account.Id).Distinct().ShouldBe([_accounts[2]]);
        lines.Count.ShouldBeGreaterThan(4);
    }

    [Test]
    public async Task A_cursor_of_nobody_is_refused() => (await _organization.SendAsync(new ListLedgerLines(null, null, new PageRequest(5, Cursor.Write(Guid.NewGuid(), 1))))).IsSuccess.ShouldBeFalse();

    private async Task<List<LedgerLine>> ReadAsync(DateOnly? from, DateOnly? to, int limit, AccountId? account)
    {
        var lines = new List<LedgerLine>();
        string? cursor = null;
        do
        {
            var page = (await _organization.SendAsync(new ListLedgerLines(from, to, new PageRequest(limit, cursor), account))).Value;
            page.Items.Count.ShouldBeLessThanOrEqualTo(limit);
            lines.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return lines;
    }
}
