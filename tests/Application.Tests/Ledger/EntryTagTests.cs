using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>Tags are notes beside an entry: they may change when nothing of the entry may, and entries are found by them.</summary>
public sealed class EntryTagTests
{
    private static readonly DateOnly Day = new(2026, 6, 15);

    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestBooks _books = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _books = await TestBooks.OpenAsync(_firm);
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Tags_are_set_with_an_entry_changed_on_a_closed_day_and_found_whatever_their_case()
    {
        var id = await PostAsync(" Trade fair ", "trade FAIR", "2026");
        var other = await PostAsync();
        (await TagsAsync(id)).ShouldBe(["2026", "Trade fair"]);
        await _firm.SendAsync(new LockPeriod(Day));
        (await _firm.SendAsync(new TagJournalEntry(id, ["Berlin", "trade fair"]))).Value.Tags.ShouldBe(["Berlin", "trade fair"]);

        (await FoundAsync("TRADE FAIR ")).ShouldBe([id]);
        (await FoundAsync("2026")).ShouldBeEmpty();
        (await FoundAsync(null)).ShouldBe([id, other], ignoreOrder: true);
        (await _app.Database.ScalarAsync("SELECT row::text FROM audit_logs row WHERE action = 'journal_entry.tag'") as string)!
            .ShouldSatisfyAllConditions(row => row.ShouldContain("2026, Trade fair"), row => row.ShouldContain("Berlin, trade fair"));
        (await _firm.SendAsync(new TagJournalEntry(id, []))).Value.Tags.ShouldBeEmpty();
        (await TagsAsync(id)).ShouldBeEmpty();
        (await _firm.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_no_tag_is_refused_and_so_is_one_too_many()
    {
        var id = await PostAsync();
        string[] most = [.. Enumerable.Range(1, EntryTags.Most).Select(place => $"tag {place}")];
        (await _firm.SendAsync(new TagJournalEntry(id, [.. most, "TAG 1"]))).IsSuccess.ShouldBeTrue();
        foreach (var wrong in new string[][] { [.. most, "one more"], [" "], ["a,b"], ["a\nb"], [new('x', EntryTags.Longest + 1)] })
            (await _firm.SendAsync(new TagJournalEntry(id, wrong))).Error!.Code.ShouldBe("validation_error");
        (await TagsAsync(id)).Count.ShouldBe(EntryTags.Most);

        (await _firm.SendAsync(new TagJournalEntry(new(Guid.CreateVersion7()), ["x"]))).Error!.Code.ShouldBe("not_found");
        (await _firm.SendAsync(new TagJournalEntry(id, ["x"]), "viewer")).Error!.Code.ShouldBe("forbidden");
        (await (await _app.FoundAsync("other")).SendAsync(new TagJournalEntry(id, ["x"]))).Error!.Code.ShouldBe("not_found");
        (await TagsAsync(id)).Count.ShouldBe(EntryTags.Most);
    }

    [Test]
    public async Task Changes_at_the_same_time_leave_the_tags_of_one_of_them()
    {
        var id = await PostAsync();
        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(place => _firm.SendAsync(
            new TagJournalEntry(id, [.. Enumerable.Range(0, EntryTags.Most).Select(one => $"{place} {one}")]))));
        done.ShouldAllBe(result => result.IsSuccess);
        var kept = await TagsAsync(id);
        kept.Count.ShouldBe(EntryTags.Most);
        kept.Select(tag => tag[0]).Distinct().ShouldHaveSingleItem();
    }

    private async Task<JournalEntryId> PostAsync(params string[] tags) =>
        (await _firm.SendAsync(new PostJournalEntry(Day, [new(_books.Rent, Debit: 5), new(_books.Bank, Credit: 5)], "Stand", tags))).Value.Id;

    private async Task<IReadOnlyList<string>> TagsAsync(JournalEntryId id) => (await _firm.SendAsync(new GetJournalEntry(id))).Value.Tags;

    private async Task<IEnumerable<JournalEntryId>> FoundAsync(string? tag) =>
        (await _firm.SendAsync(new ListJournalEntries(new(Tag: tag), new PageRequest()))).Value.Items.Select(entry => entry.Id);
}
