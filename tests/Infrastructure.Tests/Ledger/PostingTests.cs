using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Ledger;

/// <summary>What is posted is what the reports say, whenever and in whatever order it was posted.</summary>
public sealed class PostingTests
{
    private static readonly DateOnly June = new(2026, 6, 15);

    private TestApp _app = null!;
    private TestOrganization _organization = null!;
    private TestBooks _books = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _organization = await _app.FoundAsync("harbor");
        _books = await TestBooks.OpenAsync(_organization);
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task The_trial_balance_is_zero_on_every_day_and_agrees_with_the_postings()
    {
        var random = new Random(7);
        AccountId[] accounts = [_books.Bank, _books.Sales, _books.Rent];
        for (var i = 0; i < 60; i++)
        {
            var (debit, credit) = (random.Next(3), random.Next(2));
            var posted = await _books.PostAsync(
                June.AddDays(random.Next(-70, 70)), accounts[debit], accounts[credit >= debit ? credit + 1 : credit], random.Next(1, 100_000) / 100m);
            if (i % 7 == 0)
                (await _organization.SendAsync(new ReverseJournalEntry(posted.Value.Id, June.AddDays(71)))).IsSuccess.ShouldBeTrue();
        }

        for (var day = June.AddDays(-75); day < June.AddDays(80); day = day.AddDays(5))
        {
            var report = (await _organization.SendAsync(new GetTrialBalance(day))).Value;
            report.Totals.Debit.ShouldBe(report.Totals.Credit, $"{day}");
            string.Join(' ', report.Rows.Select(row => $"{row.Account.Code}:{row.Balance.Minor}")).ShouldBe(await SummedAsync(day));
        }
    }

    [Test]
    public async Task A_document_is_posted_once_of_a_kind_and_taken_back_only_where_it_is()
    {
        var document = new SourceDocument(JournalEntrySource.Invoice, Guid.CreateVersion7(), "issue");
        var dollars = new Money(20_00, Currency.Of("USD"));
        JournalEntry[] entries =
        [
            JournalEntry.Of(document, June, "Invoice 1", [new(_books.Bank, new(17_06, _organization.Info.BaseCurrency), Original: dollars), new(_books.Sales, new(-17_06, _organization.Info.BaseCurrency), Original: -dollars)]),
            JournalEntry.Of(document with { Kind = "payment" }, June, "Paid", [new(_books.Bank, new(1, _organization.Info.BaseCurrency)), new(_books.Sales, new(-1, _organization.Info.BaseCurrency))]),
        ];
        await InBooksAsync(ledger => ledger.PostAsync(entries, default));

        var kept = (await InBooksAsync(ledger => ledger.FindAsync(document, default)))!;
        kept.Postings.ShouldBe(entries[0].Postings);
        kept.Document.ShouldBe(document);
        (await _organization.SendAsync(new ReverseJournalEntry(kept.Id))).Error!.Code.ShouldBe("ledger.belongs_to_document");
        (await Should.ThrowAsync<Exception>(() => InBooksAsync(ledger => ledger.PostAsync(
            [JournalEntry.Of(document, June, "Again", entries[0].Postings)], default)))).ToString().ShouldContain("ux_journal_entries_source");

        await InBooksAsync(ledger => ledger.ReverseAsync(kept, June.AddDays(1), "Void", default));
        (await _organization.SendAsync(new GetTrialBalance(June.AddDays(1)))).Value.Totals.Debit.Minor.ShouldBe(1);
    }

    [Test]
    public async Task The_general_ledger_goes_on_from_page_to_page_with_its_balance()
    {
        for (var i = 1; i <= 7; i++)
            await _books.PostAsync(June.AddDays(-i), _books.Bank, _books.Sales, i, $"Sale {i}");
        await _books.PostAsync(June, _books.Rent, _books.Bank, 5);

        var all = (await _organization.SendAsync(new GetGeneralLedger(_books.Bank, null, null, new PageRequest()))).Value;
        all.Opening.Minor.ShouldBe(0);
        all.Lines.Items.Select(line => (line.Memo, line.Balance.Minor)).ShouldBe(
            [("Sale 7", 7_00), ("Sale 6", 13_00), ("Sale 5", 18_00), ("Sale 4", 22_00), ("Sale 3", 25_00), ("Sale 2", 27_00), ("Sale 1", 28_00), ("", 23_00)]);
        all.Lines.Items[^1].Credit!.Value.Minor.ShouldBe(5_00);

        var walked = new List<GeneralLedgerLine>();
        string? cursor = null;
        do
        {
            var page = (await _organization.SendAsync(new GetGeneralLedger(_books.Bank, null, null, new PageRequest(3, cursor)))).Value;
            page.Opening.ShouldBe(walked.Count > 0 ? walked[^1].Balance : page.Opening);
            walked.AddRange(page.Lines.Items);
            cursor = page.Lines.NextCursor;
        }
        while (cursor is not null);
        walked.ShouldBe(all.Lines.Items);

        var part = (await _organization.SendAsync(new GetGeneralLedger(_books.Bank, June.AddDays(-3), June.AddDays(-2), new PageRequest()))).Value;
        part.Opening.Minor.ShouldBe(22_00);
        part.Lines.Items.Select(line => line.Balance.Minor).ShouldBe([25_00, 27_00]);
    }

    [Test]
    public async Task An_entry_is_reversed_once_even_by_two_at_once()
    {
        var entry = (await _books.PostAsync(June, _books.Rent, _books.Bank, 1250m)).Value.Id;

        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _organization.SendAsync(new ReverseJournalEntry(entry))));

        tries.Count(result => result.IsSuccess).ShouldBe(1);
        tries.Where(result => !result.IsSuccess).Select(result => result.Error!.Code).ShouldAllBe(code => code == "ledger.already_reversed");
        var reversal = tries.Single(result => result.IsSuccess).Value.Id;
        (await _organization.SendAsync(new GetJournalEntry(entry))).Value.ReversedBy.ShouldBe(reversal);
        (await _organization.SendAsync(new ReverseJournalEntry(reversal))).Error!.Code.ShouldBe("ledger.reversal_of_reversal");
        (await _organization.SendAsync(new GetTrialBalance(June))).Value.Rows.ShouldAllBe(row => row.Balance.Minor == 0);
    }

    [Test]
    public async Task A_fact_commits_with_its_event_or_not_at_all()
    {
        await _books.PostAsync(June, _books.Rent, _books.Bank, 10m, "Rent");
        (await _organization.SendAsync(new PostJournalEntry(June, [new(_books.Rent, Debit: 10m), new(_books.Bank, Credit: 9m)]))).Error!.Code
            .ShouldBe("ledger.unbalanced_entry");

        (await _app.Database.ScalarAsync("SELECT string_agg(data ->> 'memo' || ' ' || (data -> 'total' ->> 'value'), ',') FROM events WHERE type = 'journal_entry.posted'"))
            .ShouldBe("Rent 10.00");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM journal_entries")).ShouldBe(1L);
    }

    [Test]
    public async Task Accounts_of_others_archived_ones_and_made_up_ones_take_nothing()
    {
        var theirs = await TestBooks.OpenAsync(await _app.FoundAsync("meadow"));
        (await _organization.SendAsync(new UpdateAccount(_books.Rent, "6100", "Rent", AccountSubtype.OperatingExpense, IsArchived: true))).IsSuccess.ShouldBeTrue();

        foreach (var account in new[] { theirs.Bank, _books.Rent, new AccountId(Guid.CreateVersion7()) })
            (await _books.PostAsync(June, account, _books.Bank, 1m)).Error!.Code.ShouldBe("ledger.account_not_postable");

        (await _app.Database.ScalarAsync("SELECT count(*) FROM postings")).ShouldBe(0L);
    }

    [Test]
    public async Task A_closed_day_takes_nothing_and_can_be_opened_again()
    {
        (await _organization.SendAsync(new LockPeriod(June))).Value.LockedThrough.ShouldBe(June);

        (await _books.PostAsync(June, _books.Rent, _books.Bank, 1m)).Error!.Code.ShouldBe("ledger.period_locked");
        (await _books.PostAsync(June.AddDays(1), _books.Rent, _books.Bank, 1m)).IsSuccess.ShouldBeTrue();
        (await _organization.SendAsync(new UnlockPeriod())).IsSuccess.ShouldBeTrue();
        (await _books.PostAsync(June, _books.Rent, _books.Bank, 1m)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_reserved_day_takes_what_those_post_who_may_close_the_books_and_nothing_else()
    {
        (await _organization.SendAsync(new ReservePeriod(June), "member")).Error!.Code.ShouldBe("forbidden");
        var entry = (await _books.PostAsync(June, _books.Rent, _books.Bank, 5m)).Value;
        (await _organization.SendAsync(new ReservePeriod(June))).Value.ShouldBe(new PeriodLock(null, June));

        var refused = (await _organization.SendWithAsync([Permissions.Ledger.Post], OnDay(June))).Error!;
        (refused.Code, refused.Message).ShouldBe(("ledger.period_locked", $"Through {June:O} only those post who may close the books. Choose {June.AddDays(1):O} or a later day, or ask one of them."));
        (await _organization.SendWithAsync([Permissions.Ledger.Post], new ReverseJournalEntry(entry.Id))).Error!.Code.ShouldBe("ledger.period_locked");
        (await _organization.SendWithAsync([Permissions.Ledger.Post], OnDay(June.AddDays(1)))).IsSuccess.ShouldBeTrue();
        (await _organization.SendAsync(OnDay(June))).IsSuccess.ShouldBeTrue("an owner may close the books");
        (await _organization.SendAsync(new GetPeriodLock(), "viewer")).Value.ReservedThrough.ShouldBe(June);
        (await _organization.SendAsync(new ReservePeriod())).IsSuccess.ShouldBeTrue();
        (await _organization.SendWithAsync([Permissions.Ledger.Post], OnDay(June))).IsSuccess.ShouldBeTrue();
    }

    // Whoever waited for the ledger sees what was said meanwhile.
    [Test]
    public async Task Whoever_waits_while_days_are_reserved_is_refused_there()
    {
        await using var reserving = new NpgsqlConnection(_app.Database.Owner);
        await reserving.OpenAsync();
        await using var work = await reserving.BeginTransactionAsync();
        await using var reserve = new NpgsqlCommand($"INSERT INTO books (organization_id, reserved_through) VALUES ('{_organization.Id}', '{June:O}')", reserving, work);
        await reserve.ExecuteNonQueryAsync();

        var posting = _organization.SendWithAsync([Permissions.Ledger.Post], OnDay(June));
        await Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))! > 0);
        await work.CommitAsync();

        (await posting).Error!.Code.ShouldBe("ledger.period_locked");
    }

    private PostJournalEntry OnDay(DateOnly day) => new(day, [new(_books.Rent, Debit: 1m), new(_books.Bank, Credit: 1m)]);

    // Whatever got through before the closing was posted, whatever came after was refused: nothing lands on a closed day behind its report.
    [Test]
    public async Task A_closing_cannot_be_overtaken_by_those_who_post()
    {
        var posting = Enumerable.Range(0, 12).Select(async _ =>
        {
            var results = new List<bool>();
            for (var i = 0; i < 8; i++)
                results.Add((await _books.PostAsync(June, _books.Rent, _books.Bank, 1m)).IsSuccess);
            return results;
        }).ToList();
        await Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM journal_entries"))! > 4);
        (await _organization.SendAsync(new LockPeriod(June))).IsSuccess.ShouldBeTrue();
        var atClosing = (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM journal_entries"))!;

        var succeeded = (await Task.WhenAll(posting)).SelectMany(results => results).Count(success => success);

        (await _app.Database.ScalarAsync("SELECT count(*) FROM journal_entries")).ShouldBe(atClosing);
        succeeded.ShouldBe((int)atClosing);
    }

    private Task InBooksAsync(Func<ILedger, Task> act) => InBooksAsync(async ledger =>
    {
        await act(ledger);
        return true;
    });

    private async Task<T> InBooksAsync<T>(Func<ILedger, Task<T>> act)
    {
        await using var scope = _organization.EnterAs();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, default);
        var result = await act(scope.ServiceProvider.GetRequiredService<ILedger>());
        await work.CommitAsync(default);
        return result;
    }

    private async Task<string> SummedAsync(DateOnly day) => (string)(await _app.Database.ScalarAsync($"""
        SELECT COALESCE(string_agg(code || ':' || balance, ' ' ORDER BY code), '') FROM (
            SELECT a.code, sum(p.amount_minor) AS balance FROM postings p
            JOIN accounts a ON a.organization_id = p.organization_id AND a.id = p.account_id
            WHERE p.date <= '{day:yyyy-MM-dd}' GROUP BY a.code) b
        """))!;
}
