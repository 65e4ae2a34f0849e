using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>Pausing, cancelling and what is refused.</summary>
public sealed class ScheduledEndingTests : ScheduledScene
{
    [Test]
    public async Task What_falls_due_while_it_is_paused_is_made_up_for()
    {
        var firm = await FirmAsync();
        var id = await AddAsync(firm, Insurance(firm, 1200, new(2026, 6, 1), 12));
        (await firm.Organization.SendAsync(new PauseScheduledEntry(id))).IsSuccess.ShouldBeTrue();
        Today = new(2026, 8, 31);
        await RunAsync();
        var paused = (await ReadAsync(firm, id)).Summary;
        (paused.Status, paused.Posted, paused.NextOn).ShouldBe((ScheduledStatus.Paused, 0, null));

        (await firm.Organization.SendAsync(new ResumeScheduledEntry(id))).IsSuccess.ShouldBeTrue();

        var resumed = (await ReadAsync(firm, id)).Summary;
        (resumed.Status, resumed.Posted, resumed.NextOn).ShouldBe((ScheduledStatus.Active, 3, new DateOnly(2026, 9, 30)));
        (await BalanceAsync(firm, new(2026, 6, 30))).ShouldBe("1400:-100.00 6450:100.00", "each in its own month");
        (await firm.Organization.SendAsync(new ResumeScheduledEntry(id))).IsSuccess.ShouldBeTrue();
        (await ReadAsync(firm, id)).Summary.Posted.ShouldBe(3);
        await VerifyAsync(firm);
    }

    [TestCase(ScheduledEnding.KeepPosted, 0, "1400:-166.66 6450:166.66")]
    [TestCase(ScheduledEnding.ReversePosted, 2, "")]
    [TestCase(ScheduledEnding.PostRest, 1, "1400:-1000.00 6450:1000.00")]
    public async Task Cancelled_it_leaves_what_was_asked_for(ScheduledEnding ending, int entries, string balances)
    {
        var firm = await FirmAsync();
        var id = await AddAsync(firm, Insurance(firm, 1000, new(2026, 4, 1), 12));
        (await firm.BalancesAsync()).ShouldBe("1400:-166.66 6450:166.66");

        (await firm.Organization.SendAsync(new CancelScheduledEntry(id, ending))).Value.Entries.ShouldBe(entries);
        Today = new(2027, 12, 31);
        await RunAsync();

        (await firm.BalancesAsync()).ShouldBe(balances);
        var view = await ReadAsync(firm, id);
        (view.Summary.Status, view.Summary.Posted, view.Summary.NextOn, view.RestEntryId is null).ShouldBe((ScheduledStatus.Cancelled, 2, null, ending != ScheduledEnding.PostRest));
        foreach (var again in new[] { ScheduledEnding.KeepPosted, ScheduledEnding.PostRest })
            (await firm.Organization.SendAsync(new CancelScheduledEntry(id, again))).Error!.Code.ShouldBe("ledger.schedule_over");
        (await firm.Organization.SendAsync(new PauseScheduledEntry(id))).Error!.Code.ShouldBe("ledger.schedule_over");
        (await firm.Organization.SendAsync(new ResumeScheduledEntry(id))).Error!.Code.ShouldBe("ledger.schedule_over");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task What_is_over_can_still_be_taken_back_once_and_on_an_open_day()
    {
        var firm = await FirmAsync();
        var id = await AddAsync(firm, Insurance(firm, 100, new(2026, 4, 1), 2));
        (await ReadAsync(firm, id)).Summary.Status.ShouldBe(ScheduledStatus.Finished);
        await firm.Organization.SendAsync(new LockPeriod(new(2026, 6, 20)));

        (await firm.Organization.SendAsync(new CancelScheduledEntry(id, ScheduledEnding.ReversePosted))).Error!.Code.ShouldBe("ledger.period_locked");
        (await ReadAsync(firm, id)).Summary.Status.ShouldBe(ScheduledStatus.Finished);
        var cancelled = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => firm.Organization.SendAsync(new CancelScheduledEntry(id, ScheduledEnding.ReversePosted, new(2026, 6, 21)))));

        cancelled.Select(one => one.Error?.Code ?? $"{one.Value.Entries}").Order().ShouldBe(["2", "ledger.schedule_over", "ledger.schedule_over"]);
        (await firm.BalancesAsync()).ShouldBe("");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task An_entry_of_a_schedule_is_taken_back_by_its_schedule_only()
    {
        var firm = await FirmAsync();
        var id = await AddAsync(firm, Insurance(firm, 100, new(2026, 4, 1), 4));
        var entry = (await ReadAsync(firm, id)).Portions[0].EntryId!.Value;

        (await firm.Organization.SendAsync(new ReverseJournalEntry(entry))).Error!.Code.ShouldBe("ledger.belongs_to_document");
        var view = (await firm.Organization.SendAsync(new GetJournalEntry(entry))).Value;
        (view.Source, view.DocumentId, view.Memo, view.PostedBy).ShouldBe((JournalEntrySource.ScheduledEntry, id.Value, "Insurance, 1 of 4", null));
    }

    [Test]
    public async Task What_no_schedule_can_be_is_refused_and_leaves_nothing()
    {
        var (firm, other) = (await FirmAsync(), await FirmAsync());
        var good = Insurance(firm, 1200, new(2026, 1, 1), 12);
        foreach (var (draft, code) in new[]
        {
            (good with { Name = " " }, "validation_error"), (good with { Total = 0 }, "validation_error"), (good with { Total = -5 }, "validation_error"),
            (good with { Total = 1.001m }, "money.too_many_decimals"), (good with { Total = 0.11m }, "ledger.schedule_too_small"), (good with { Months = 121 }, "validation_error"),
            (good with { ToAccountId = good.FromAccountId }, "ledger.schedule_one_account"), (good with { ToAccountId = other.Accounts["6450"] }, "ledger.account_not_postable"),
            (good with { SourceEntryId = EntityId.New<JournalEntryId>() }, "validation_error"),
        })
            (await firm.Organization.SendAsync(new CreateScheduledEntry(draft))).Error!.Code.ShouldBe(code, $"{draft}");

        await ArchiveAsync(firm, true);
        (await firm.Organization.SendAsync(new CreateScheduledEntry(good))).Error!.Code.ShouldBe("ledger.account_not_postable");
        (await firm.Organization.SendAsync(new ListScheduledEntries(new(), new PageRequest()))).Value.Items.ShouldBeEmpty();
        (await firm.BalancesAsync()).ShouldBe("");
    }

    [Test]
    public async Task Nobody_else_sees_or_stops_it_and_it_takes_the_right_to_post()
    {
        var (firm, other) = (await FirmAsync(), await FirmAsync());
        var source = (await firm.Organization.SendAsync(new PostJournalEntry(
            new(2026, 6, 1), [new(firm.Accounts["1400"], Debit: 1200), new(firm.Accounts["1010"], Credit: 1200)], "Insurance paid"))).Value.Id;
        var id = await AddAsync(firm, Insurance(firm, 1200, new(2026, 6, 1), 12) with { SourceEntryId = source });

        (await other.Organization.SendAsync(new GetScheduledEntry(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await other.Organization.SendAsync(new PauseScheduledEntry(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await other.Organization.SendAsync(new CancelScheduledEntry(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await other.Organization.SendAsync(new CreateScheduledEntry(Insurance(other, 1200, new(2026, 6, 1), 12) with { SourceEntryId = source }))).Error!.Code.ShouldBe("validation_error");
        (await other.Organization.SendAsPlatformAsync(new PostScheduledEntry(id))).Value.ShouldBeFalse();
        (await firm.Organization.SendAsync(new GetScheduledEntry(id), "viewer")).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new CancelScheduledEntry(id), "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await firm.Organization.SendAsync(new PreviewScheduledEntry(Insurance(firm, 1, new(2026, 6, 1), 1)), "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        var found = (await firm.Organization.SendAsync(new ListScheduledEntries(new(SourceEntry: source), new PageRequest()))).Value.Items.Single();
        (found.Id, found.Left.ToPlainString(), found.EndsOn).ShouldBe((id, "1200.00", new DateOnly(2027, 5, 31)));
    }
}
