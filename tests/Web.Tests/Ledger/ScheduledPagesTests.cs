using System.Net;
using Financbase.Application.Ledger;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Schedules as a browser without scripts and a program keep them.</summary>
public sealed class ScheduledPagesTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
    }

    [OneTimeTearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task An_entry_is_spread_looked_at_first_paused_and_cancelled_by_forms()
    {
        var paid = (await _firm.Organization.SendAsync(new PostJournalEntry(
            new(2026, 1, 1), [new(_firm.Accounts["1400"], Debit: 1_200m), new(_firm.Accounts["1010"], Credit: 1_200m)], "Insurance of the yard"))).Value.Id;
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        (await browser.GetStringAsync($"/o/firm/journal/{paid}")).ShouldContain($"/journal/scheduled/new?entry={paid}");
        var form = await browser.GetStringAsync($"/o/firm/journal/scheduled/new?entry={paid}");
        form.ShouldContain("value=\"Insurance of the yard\"");
        form.ShouldContain("value=\"1400\"");
        form.ShouldContain("value=\"1200.00\"");

        (string, string)[] fields =
        [
            ("Input.Name", "Insurance"), ("Input.Total", "1200.00"), ("Input.Kind", "Deferral"), ("Input.Method", "Months"), ("Input.FromAccount", "1400"), ("Input.ToAccount", "6450"),
            ("Input.StartsOn", "2026-01-01"), ("Input.Months", "12"), ("Input.SourceEntryId", $"{paid}"),
        ];
        using (var preview = await browser.SubmitAsync("/o/firm/journal/scheduled/new?handler=Preview", fields))
        {
            preview.StatusCode.ShouldBe(HttpStatusCode.OK);
            var shown = await preview.Content.ReadAsStringAsync();
            shown.ShouldContain("Each portion debits 6450 Insurance and credits 1400 Prepaid expenses.");
            shown.ShouldContain("December 2026");
        }

        (await CountAsync()).ShouldBe(0L, "a preview stores nothing");
        using (var wrong = await browser.SubmitAsync("/o/firm/journal/scheduled/new", [.. fields.Where(field => field.Item1 != "Input.ToAccount"), ("Input.ToAccount", "nothing")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("There is no account with the code nothing.");
        }

        await DoneAsync(browser, "/o/firm/journal/scheduled/new", fields);
        var id = $"{await _app.Database.ScalarAsync("SELECT id FROM scheduled_entries WHERE name = 'Insurance'")}";
        (await browser.GetStringAsync($"/o/firm/journal/{paid}")).ShouldContain($"/journal/scheduled/{id}");
        var entry = $"{await _app.Database.ScalarAsync("SELECT id FROM journal_entries WHERE source_kind = 'portion-1'")}";
        (await browser.GetStringAsync($"/o/firm/journal/scheduled/{id}")).ShouldContain($"/journal/{entry}");
        (await browser.GetStringAsync($"/o/firm/journal/{entry}")).ShouldContain($"/journal/scheduled/{id}");
        await DoneAsync(browser, $"/o/firm/journal/scheduled/{id}?handler=Pause");
        await DoneAsync(browser, $"/o/firm/journal/scheduled/{id}?handler=Resume");
        await DoneAsync(browser, $"/o/firm/journal/scheduled/{id}?handler=Cancel", ("ending", "ReversePosted"), ("date", ""));
        (await _firm.BalancesAsync()).ShouldBe("1010:-1200.00 1400:1200.00");
        using var again = await browser.SubmitAsync($"/o/firm/journal/scheduled/{id}?handler=Pause");
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_program_looks_first_adds_reads_and_cancels()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("by-program"));
        using var api = await ApiClient.OfAsync(firm.Organization, "accountant");
        var draft = $$"""
            {"name":"Licence","fromAccountId":"{{firm.Accounts["1400"]}}","toAccountId":"{{firm.Accounts["6200"]}}","total":"100.00","startsOn":"2150-01-16","months":2,"method":"days"}
            """;

        var preview = await api.PostAsync("/api/scheduled-entries/preview", draft);
        preview.Status.ShouldBe(HttpStatusCode.OK);
        preview.Data.GetProperty("portions").EnumerateArray().Select(portion => portion.GetProperty("amount").GetProperty("value").GetString()).ShouldBe(["27.11", "47.45", "25.44"]);
        var added = await api.PostAsync("/api/scheduled-entries", draft);
        added.Status.ShouldBe(HttpStatusCode.Created);
        var path = $"/api/scheduled-entries/{added.Data.GetProperty("id").GetString()}";
        (await api.GetAsync(path)).Data.GetProperty("summary").GetProperty("nextOn").GetString().ShouldBe("2150-01-31");
        (await api.PostAsync($"{path}/cancel", """{"ending":"postRest","date":"2150-01-31"}""")).Data.GetProperty("entries").GetInt32().ShouldBe(1);
        (await api.PostAsync($"{path}/cancel")).ErrorCode.ShouldBe("ledger.schedule_over");
        (await api.GetAsync("/api/scheduled-entries?status=cancelled&q=licence")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task<object?> CountAsync() => _app.Database.ScalarAsync("SELECT count(*) FROM scheduled_entries WHERE name = 'Insurance'");

    private static async Task DoneAsync(TestBrowser browser, string path, params (string, string)[] fields)
    {
        using var answer = await browser.SubmitAsync(path, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }
}
