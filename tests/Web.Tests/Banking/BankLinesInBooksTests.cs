using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

/// <summary>Bank lines through the API: what becomes of them in the books, and how that is taken back.</summary>
public sealed class BankLinesInBooksTests
{
    private TestApp _app = null!;
    private HttpClient _api = null!;
    private string _bank = "";

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        var organization = await _app.FoundAsync("harbor");
        _api = _app.CreateApiClient(await organization.IssueKeyAsync(await organization.AddMemberAsync("accountant")));
        await SendAsync("/api/chart", new { template = "small-business" });
        _bank = await BankAsync("Main", "EUR", "1010");
    }

    [TearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_line_is_posted_in_parts_and_taken_back()
    {
        await ImportAsync(_bank, "2026-06-03,Office shop,-119.00");
        var line = (await LinesAsync())[0];

        (await CodeAsync($"{line}/categorize", new { splits = new object[] { new { accountId = await AccountAsync("6250"), amount = "-100.00" }, new { accountId = await AccountAsync("1200"), amount = "-18.99" } } }))
            .ShouldBe("banking.splits_differ");
        await SendAsync($"{line}/categorize", new
        {
            splits = new object[] { new { accountId = await AccountAsync("6250"), amount = "-100.00", memo = "Paper" }, new { accountId = await AccountAsync("1200"), amount = "-19.00" } },
        });
        (await BalancesAsync()).ShouldBe("1010 -119.00, 1200 19.00, 6250 100.00");
        (await CodeAsync($"{line}/categorize", new { splits = new object[] { new { accountId = await AccountAsync("6250") } } })).ShouldBe("banking.line_not_open");

        var entry = (await GetAsync(line)).GetProperty("entryId").GetString();
        (await CodeAsync($"/api/journal-entries/{entry}/reverse", new { })).ShouldBe("ledger.belongs_to_document");
        await SendAsync($"{line}/undo", new { });
        (await BalancesAsync()).ShouldBe("1010 0.00, 1200 0.00, 6250 0.00");
        (await CodeAsync($"{line}/undo", new { })).ShouldBe("banking.line_not_posted");
        await SendAsync($"{line}/categorize", new { splits = new object[] { new { accountId = await AccountAsync("6250") } } });
        (await BalancesAsync()).ShouldBe("1010 -119.00, 1200 0.00, 6250 119.00");
        (await EventsAsync("bank_transaction.%")).ShouldBe("created categorized unmatched categorized");
    }

    [Test]
    public async Task Two_who_post_one_line_at_once_post_it_once()
    {
        await ImportAsync(_bank, "2026-06-03,Office shop,-119.00");
        var (line, account) = ((await LinesAsync())[0], await AccountAsync("6250"));

        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CodeAsync($"{line}/categorize", new { splits = new object[] { new { accountId = account } } })));

        codes.Count(code => code == "200").ShouldBe(1, string.Join(' ', codes));
        (await BalancesAsync()).ShouldBe("1010 -119.00, 6250 119.00");
    }

    [Test]
    public async Task What_is_in_the_books_keeps_its_import_and_its_account()
    {
        var import = await ImportAsync(_bank, "2026-06-03,Office shop,-119.00\n2026-06-04,Bank error,7.00");
        var lines = await LinesAsync();
        await SendAsync($"{lines[1]}/categorize", new { splits = new object[] { new { accountId = await AccountAsync("6250") } } });
        await SendAsync($"{lines[0]}/exclude", new { });

        using (var undone = await _api.DeleteAsync($"/api/bank-accounts/{_bank}/statements/{import}"))
            (await undone.Content.ReadAsStringAsync()).ShouldContain("banking.import_has_booked_lines");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => _app.Database.ScalarAsync("DELETE FROM bank_transactions"))).ConstraintName
            .ShouldBe("ck_bank_transactions_booked_stay");
        using (var moved = await _api.PutAsJsonAsync($"/api/bank-accounts/{_bank}/ledger-account", new { accountId = await AccountAsync("1000") }))
            (await moved.Content.ReadAsStringAsync()).ShouldContain("banking.lines_in_books");

        await SendAsync($"{lines[1]}/undo", new { });
        using (var undone = await _api.DeleteAsync($"/api/bank-accounts/{_bank}/statements/{import}"))
            undone.EnsureSuccessStatusCode();
    }

    [Test]
    public async Task A_transfer_passes_through_the_money_in_transit_and_two_currencies_leave_a_difference()
    {
        var dollars = await BankAsync("Dollars", "USD", "1000");
        await SendAsync("/api/exchange-rates", new { currency = "USD", date = "2026-06-01", rate = "0.9" });
        await SendAsync("/api/exchange-rates", new { currency = "USD", date = "2026-06-05", rate = "0.85" });
        await ImportAsync(_bank, "2026-06-03,To dollars,-90.00");
        await ImportAsync(dollars, "2026-06-05,From euros,100.00");
        var (arrived, sent) = ((await LinesAsync())[0], (await LinesAsync())[1]);

        (await CodeAsync($"{sent}/match", new { counterpartId = Id(sent) })).ShouldBe("banking.no_transfer");
        await SendAsync($"{sent}/match", new { counterpartId = Id(arrived) });

        (await BalancesAsync("2026-06-04")).ShouldBe("1010 -90.00, 1090 90.00");
        (await BalancesAsync()).ShouldBe("1000 85.00, 1010 -90.00, 1090 0.00, 6950 5.00");
        await SendAsync($"{arrived}/undo", new { });
        (await BalancesAsync()).ShouldBe("1000 0.00, 1010 0.00, 1090 0.00, 6950 0.00");
        (await GetAsync(sent)).GetProperty("status").GetString().ShouldBe("unreviewed");
    }

    [Test]
    public async Task Automatic_rules_post_what_is_imported_and_never_keep_it_out()
    {
        await SendAsync("/api/bank-rules", new { name = "Rent", conditions = new { direction = "out", words = new[] { "harbour estates" } }, accountId = await AccountAsync("6100"), priority = 1, isAutomatic = true });
        await SendAsync("/api/bank-rules", new { name = "Anything from them", conditions = new { words = new[] { "Harbour" } }, accountId = await AccountAsync("6150"), priority = 2, isAutomatic = true });
        await SendAsync("/api/bank-rules", new { name = "Noise", conditions = new { maxAmount = "0.01" }, isAutomatic = true });
        await SendAsync("/api/bank-rules", new { name = "Shop", conditions = new { words = new[] { "Office" } }, accountId = await AccountAsync("6250") });
        using (var closed = await _api.PostAsJsonAsync("/api/periods/lock", new { through = "2026-05-31" }))
            closed.EnsureSuccessStatusCode();

        await ImportAsync(_bank, "2026-05-31,HARBOUR ESTATES May,-900.00\n2026-06-01,HARBOUR ESTATES June,-900.00\n2026-06-02,Harbour Estates deposit back,50.00\n2026-06-03,Check,0.01\n2026-06-04,Office shop,-119.00");

        (await BalancesAsync()).ShouldBe("1010 -850.00, 6100 900.00, 6150 -50.00");
        string.Join(' ', (await GetAsync("/api/bank-transactions")).EnumerateArray().Select(line => line.GetProperty("status").GetString()))
            .ShouldBe("unreviewed excluded posted posted unreviewed");
        var suggested = (await GetAsync($"{(await LinesAsync())[0]}/suggestions"))[0];
        suggested.GetProperty("account").GetProperty("code").GetString().ShouldBe("6250");
        (await CodeAsync("/api/bank-rules", new { name = "All", conditions = new { } })).ShouldBe("VALIDATION_ERROR");
        (await CodeAsync("/api/bank-rules", new { name = "Rent", conditions = new { words = new[] { "x" } } })).ShouldBe("banking.rule_name_taken");
    }

    [Test]
    public async Task Where_a_party_always_went_is_suggested_and_proposed_as_a_rule()
    {
        await ParkAsync(Enumerable.Range(0, 4));
        var lines = await LinesAsync();
        foreach (var line in lines.Skip(1))
            await SendAsync($"{line}/categorize", new { splits = new object[] { new { accountId = await AccountAsync("6300") } } });

        var suggestion = (await GetAsync($"{lines[0]}/suggestions"))[0];
        $"{suggestion.GetProperty("kind")} {suggestion.GetProperty("score")} {suggestion.GetProperty("account").GetProperty("code")}".ShouldBe("history 85 6300");
        var proposal = (await GetAsync("/api/bank-rules/proposals"))[0];
        $"{proposal.GetProperty("counterparty")} {proposal.GetProperty("lines")} {proposal.GetProperty("account").GetProperty("code")}".ShouldBe("Quay Parking 3 6300");
        await SendAsync("/api/bank-rules", new { name = "Parking", conditions = new { words = new[] { "quay parking" } }, accountId = await AccountAsync("6300") });
        (await GetAsync("/api/bank-rules/proposals")).GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task What_is_learnt_of_a_party_is_proposed_for_its_next_line_and_posts_nothing()
    {
        await ParkAsync(Enumerable.Range(0, 5));
        foreach (var line in await LinesAsync())
            await SendAsync($"{line}/categorize", new { splits = new object[] { new { accountId = await AccountAsync("6300") } } });
        (await GetAsync("/api/bank-rules/proposals")).GetArrayLength().ShouldBe(1);
        var (books, events) = (await BalancesAsync(), await EventsAsync("bank_transaction.categorized"));

        await ParkAsync([5]);

        var next = (await LinesAsync())[0];
        (await GetAsync(next)).GetProperty("status").GetString().ShouldBe("unreviewed");
        (await BalancesAsync(), await EventsAsync("bank_transaction.categorized")).ShouldBe((books, events));
        var proposed = (await GetAsync($"{next}/suggestions"))[0];
        $"{proposed.GetProperty("kind")} {proposed.GetProperty("account").GetProperty("code")}".ShouldBe("history 6300");
        (await GetAsync("/api/bank-rules")).GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task An_account_is_reconciled_when_every_line_is_dealt_with_and_both_agree()
    {
        await ImportAsync(_bank, "2026-06-03,Office shop,-119.00\n2026-06-04,Bank error,7.00\n2026-07-01,Later,-5.00");
        var lines = await LinesAsync();
        var id = (await SendAsync("/api/reconciliations", new { bankAccountId = _bank, through = "2026-06-30", closingBalance = "-119.00" })).GetProperty("id").GetString();
        (await CodeAsync("/api/reconciliations", new { bankAccountId = _bank, through = "2026-07-31", closingBalance = 0 })).ShouldBe("banking.reconciliation_under_way");

        var compared = await SendAsync($"/api/reconciliations/{id}/complete", new { });
        $"{compared.GetProperty("state")} {compared.GetProperty("openLines")} {compared.GetProperty("difference").GetProperty("value")}".ShouldBe("open 2 -119.00");
        await SendAsync($"{lines[1]}/exclude", new { });
        await SendAsync($"{lines[2]}/categorize", new { splits = new object[] { new { accountId = await AccountAsync("6250") } } });
        $"{(await GetAsync($"/api/reconciliations/{id}")).GetProperty("difference").GetProperty("value")}".ShouldBe("0.00");
        (await SendAsync($"/api/reconciliations/{id}/complete", new { })).GetProperty("state").GetString().ShouldBe("completed");

        (await GetAsync(lines[2])).GetProperty("status").GetString().ShouldBe("reconciled");
        (await CodeAsync($"{lines[2]}/undo", new { })).ShouldBe("banking.line_reconciled");
        (await CodeAsync("/api/reconciliations", new { bankAccountId = _bank, through = "2026-06-30", closingBalance = 0 })).ShouldBe("banking.reconciled_already");
        await SendAsync($"/api/reconciliations/{id}/reopen", new { });
        await SendAsync($"{lines[2]}/undo", new { });
        (await EventsAsync("reconciliation.%")).ShouldBe("difference_found completed");
    }

    private async Task<string> BankAsync(string name, string currency, string code)
    {
        var id = (await SendAsync("/api/bank-accounts", new { name, currency })).GetProperty("id").GetString()!;
        using var connected = await _api.PutAsJsonAsync($"/api/bank-accounts/{id}/ledger-account", new { accountId = await AccountAsync(code) });
        connected.EnsureSuccessStatusCode();
        return id;
    }

    private async Task<string> ImportAsync(string bank, string lines)
    {
        using var file = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("Date,Description,Amount\n" + lines)), "file", "lines.csv" } };
        using var answer = await _api.PostAsync($"/api/bank-accounts/{bank}/statements", file);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{json}");
        return json.GetProperty("data").GetProperty("importId").GetString()!;
    }

    /// <summary>A line of the same party on each of these days.</summary>
    private async Task ParkAsync(IEnumerable<int> days)
    {
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-20);
        var text = "Date,Payee,Description,Amount\n" + string.Concat(days.Select(day => $"{first.AddDays(day):yyyy-MM-dd},Quay Parking,Month {day},-40.00\n"));
        using var file = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "lines.csv" } };
        using var answer = await _api.PostAsync($"/api/bank-accounts/{_bank}/statements", file);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Addresses, newest first.</summary>
    private async Task<string[]> LinesAsync() =>
        [.. (await GetAsync("/api/bank-transactions")).EnumerateArray().Select(line => $"/api/bank-transactions/{line.GetProperty("id").GetString()}")];

    private static string Id(string address) => address[(address.LastIndexOf('/') + 1)..];

    private async Task<string> BalancesAsync(string asOf = "2026-12-31") => string.Join(", ", (await GetAsync($"/api/reports/trial-balance?asOf={asOf}")).GetProperty("rows").EnumerateArray()
        .Select(row => $"{row.GetProperty("account").GetProperty("code").GetString()} {row.GetProperty("balance").GetProperty("value").GetString()}"));

    private async Task<string> EventsAsync(string types) =>
        (string)(await _app.Database.ScalarAsync($"SELECT string_agg(split_part(type, '.', 2), ' ' ORDER BY id) FROM events WHERE type LIKE '{types}'"))!;

    private async Task<string> AccountAsync(string code) => (await GetAsync("/api/accounts?limit=200")).EnumerateArray()
        .Single(account => account.GetProperty("code").GetString() == code).GetProperty("id").GetString()!;

    private async Task<JsonElement> GetAsync(string address) => (await _api.GetFromJsonAsync<JsonElement>(address)).GetProperty("data");

    private async Task<JsonElement> SendAsync(string address, object body)
    {
        using var answer = await _api.PostAsJsonAsync(address, body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{address} {json}");
        return json.GetProperty("data");
    }

    private async Task<string?> CodeAsync(string address, object body)
    {
        using var answer = await _api.PostAsJsonAsync(address, body);
        return answer.IsSuccessStatusCode
            ? $"{(int)answer.StatusCode}"
            : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString();
    }
}
