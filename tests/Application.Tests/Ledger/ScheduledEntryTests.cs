using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Domain.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>Amounts get into the books month by month, each portion once, and in the end all of them.</summary>
public sealed class ScheduledEntryTests : ScheduledScene
{
    [TestCase("EUR", 1000, "333.33 333.33 333.34")]
    [TestCase("JPY", 1000, "333 333 334")]
    [TestCase("BHD", 1000, "333.333 333.333 333.334")]
    public async Task What_is_due_is_posted_at_once_and_the_rest_as_the_months_end(string currency, int total, string portions)
    {
        var firm = await FirmAsync(currency);
        var added = (await firm.Organization.SendAsync(new CreateScheduledEntry(Insurance(firm, total, new(2026, 5, 10), 3)))).Value;
        (added.Posted, added.NextOn).ShouldBe((1, new DateOnly(2026, 6, 30)));
        await RunAsync();
        (await ReadAsync(firm, added.Id)).Summary.Posted.ShouldBe(1);
        Today = new(2026, 6, 30);
        await RunAsync();
        (await ReadAsync(firm, added.Id)).Summary.Posted.ShouldBe(2);
        Today = new(2026, 9, 2);
        await RunAsync();

        var view = await ReadAsync(firm, added.Id);
        (view.Summary.Status, view.Summary.Posted, view.Summary.NextOn, view.Summary.Left.Minor).ShouldBe((ScheduledStatus.Finished, 3, null, 0));
        string.Join(' ', view.Portions.Select(portion => portion.Amount.ToPlainString())).ShouldBe(portions);
        view.Portions.Select(portion => portion.PostedOn).ShouldBe([new(2026, 5, 31), new(2026, 6, 30), new(2026, 7, 31)]);
        (await firm.BalancesAsync()).ShouldBe($"1400:{Zeros(-total, currency)} 6450:{Zeros(total, currency)}");
        (await CountAsync(firm, "scheduled_entry.posted"), await CountAsync(firm, "scheduled_entry.finished")).ShouldBe((3, 1));
        await VerifyAsync(firm);
    }

    [Test]
    public async Task Several_workers_and_runs_post_each_portion_once()
    {
        var (firm, other) = (await FirmAsync(), await FirmAsync());
        var id = await AddAsync(firm, Insurance(firm, 1200, new(2026, 7, 1), 12));
        var beside = await AddAsync(other, Insurance(other, 24, new(2026, 7, 1), 24));
        Today = new(2027, 1, 10);

        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());
        await RunAsync();

        (await ReadAsync(firm, id)).Summary.Posted.ShouldBe(6);
        (await ReadAsync(other, beside)).Summary.Posted.ShouldBe(6);
        (await firm.BalancesAsync()).ShouldBe("1400:-600.00 6450:600.00");
        (await other.BalancesAsync()).ShouldBe("1400:-6.00 6450:6.00");
        (await CountAsync(firm, "scheduled_entry.posted")).ShouldBe(6);
        await VerifyAsync(firm);
    }

    [Test]
    public async Task A_portion_that_is_in_the_books_is_refused_a_second_time_whatever_the_schedule_says()
    {
        var firm = await FirmAsync();
        var id = await AddAsync(firm, Insurance(firm, 1200, new(2026, 5, 1), 12));
        await SqlAsync($"UPDATE scheduled_entries SET posted = 0, next_on = '2026-05-31' WHERE id = '{id}'");

        await RunAsync();

        (await firm.BalancesAsync()).ShouldBe("1400:-100.00 6450:100.00");
        var view = await ReadAsync(firm, id);
        (view.Summary.Posted, view.Summary.Failure).ShouldBe((0, LedgerErrors.AlreadyPosted.Message));
        var faults = (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults;
        faults.Select(fault => fault.Kind).ShouldBe(["schedule"]);
    }

    [Test]
    public async Task What_falls_on_closed_days_goes_to_the_first_open_one()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new LockPeriod(new(2026, 4, 30)));
        var preview = (await firm.Organization.SendAsync(new PreviewScheduledEntry(Insurance(firm, 600, new(2026, 3, 1), 6)))).Value;
        (preview.Due, preview.Debited.Code, preview.Credited.Code).ShouldBe((3, "6450", "1400"));
        var id = await AddAsync(firm, Insurance(firm, 600, new(2026, 3, 1), 6));

        var view = await ReadAsync(firm, id);
        view.Portions.Select(portion => portion.PostedOn).ShouldBe(
            [new(2026, 5, 1), new(2026, 5, 1), new(2026, 5, 31), new(2026, 6, 30), new(2026, 7, 31), new(2026, 8, 31)]);
        view.Portions.Select(portion => portion.PostedOn).ShouldBe(preview.Portions.Select(portion => portion.PostedOn));

        await firm.Organization.SendAsync(new LockPeriod(new(2026, 7, 31)));
        Today = new(2026, 8, 3);
        await RunAsync();
        (await ReadAsync(firm, id)).Portions.Select(portion => portion.PostedOn).Skip(3).ShouldBe([new(2026, 8, 1), new(2026, 8, 1), new(2026, 8, 31)]);
        (await firm.BalancesAsync()).ShouldBe("1400:-500.00 6450:500.00");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task An_accrual_is_taken_back_on_the_first_day_of_the_next_month()
    {
        var firm = await FirmAsync();
        var id = await AddAsync(firm, Accrual(firm, 1200, new(2026, 4, 1), 3, ScheduledKind.AccrualToDate));
        Today = new(2026, 6, 30);
        await RunAsync();

        (await BalanceAsync(firm, new(2026, 4, 30))).ShouldBe("2900:-400.00 6500:400.00");
        (await BalanceAsync(firm, new(2026, 5, 1))).ShouldBe("");
        (await BalanceAsync(firm, new(2026, 5, 31))).ShouldBe("2900:-800.00 6500:800.00");
        (await BalanceAsync(firm, new(2026, 6, 30))).ShouldBe("2900:-1200.00 6500:1200.00");
        (await firm.BalancesAsync()).ShouldBe("", "the bill comes instead");
        var view = await ReadAsync(firm, id);
        view.Portions.ShouldAllBe(portion => portion.ReversalId != null && portion.TakenBackOn == portion.Day.AddDays(1));
        (await firm.Organization.SendAsync(new CancelScheduledEntry(id, ScheduledEnding.ReversePosted))).Error!.Code.ShouldBe("ledger.schedule_over", "nothing of it stands");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task An_accrual_of_a_closed_month_changes_no_other_month()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new LockPeriod(new(2026, 4, 30)));
        var id = await AddAsync(firm, Accrual(firm, 300, new(2026, 4, 1), 3, ScheduledKind.Accrual));

        (await BalanceAsync(firm, new(2026, 5, 30))).ShouldBe("");
        (await BalanceAsync(firm, new(2026, 5, 31))).ShouldBe("2900:-100.00 6500:100.00");
        (await firm.Organization.SendAsync(new CancelScheduledEntry(id, ScheduledEnding.PostRest))).Error!.Code.ShouldBe("ledger.schedule_no_rest");
        (await firm.Organization.SendAsync(new CancelScheduledEntry(id))).Value.Entries.ShouldBe(0);
        await VerifyAsync(firm);
    }

    [Test]
    public async Task A_portion_that_cannot_be_posted_says_why_once_holds_up_no_other_and_is_made_up_for()
    {
        var firm = await FirmAsync();
        var bad = await AddAsync(firm, Insurance(firm, 1200, new(2026, 6, 1), 12));
        var good = await AddAsync(firm, Insurance(firm, 1200, new(2026, 6, 1), 12) with { ToAccountId = firm.Accounts["6100"] });
        await ArchiveAsync(firm, true);
        Today = new(2026, 7, 31);

        await RunAsync();
        await RunAsync();

        (await ReadAsync(firm, good)).Summary.Posted.ShouldBe(2);
        var view = await ReadAsync(firm, bad);
        (view.Summary.Posted, view.Summary.Failure, view.Summary.NextOn).ShouldBe((0, LedgerErrors.AccountNotPostable.Message, new DateOnly(2026, 6, 30)));
        (await CountAsync(firm, "scheduled_entry.failed")).ShouldBe(1);
        await ArchiveAsync(firm, false);
        await RunAsync();
        var mended = await ReadAsync(firm, bad);
        (mended.Summary.Posted, mended.Summary.Failure).ShouldBe((2, null));
        await VerifyAsync(firm);
    }

    // The reversal of an accrual is refused by the database after its entry was written.
    [Test]
    public async Task What_breaks_halfway_leaves_nothing()
    {
        var firm = await FirmAsync();
        var id = await AddAsync(firm, Accrual(firm, 300, new(2026, 6, 1), 3, ScheduledKind.Accrual));
        await SqlAsync($"""
            CREATE FUNCTION break_halfway() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the power went'; END $$;
            CREATE TRIGGER break_halfway BEFORE INSERT ON journal_entries FOR EACH ROW
                WHEN (NEW.organization_id = '{firm.Organization.Id}' AND NEW.source = 'reversal') EXECUTE FUNCTION break_halfway();
            """);
        Today = new(2026, 6, 30);

        await RunAsync();

        (await SqlAsync($"SELECT count(*) FROM journal_entries WHERE organization_id = '{firm.Organization.Id}'")).ShouldBe(0L);
        (await CountAsync(firm, "scheduled_entry.posted")).ShouldBe(0);
        (await ReadAsync(firm, id)).Summary.Failure.ShouldNotBeNull();
        await SqlAsync("DROP TRIGGER break_halfway ON journal_entries; DROP FUNCTION break_halfway()");
        await RunAsync();
        (await ReadAsync(firm, id)).Summary.Posted.ShouldBe(1);
        await VerifyAsync(firm);
    }
}
