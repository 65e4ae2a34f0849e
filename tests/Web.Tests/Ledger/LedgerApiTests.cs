using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Ledger;

/// <summary>The books through the API, as a program keeps them.</summary>
public sealed class LedgerApiTests
{
    private TestApp _app = null!;
    private HttpClient _api = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        var organization = await _app.FoundAsync("harbor");
        _api = _app.CreateApiClient(await organization.IssueKeyAsync(await organization.AddMemberAsync("accountant")));
    }

    [TearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_year_begins_with_a_template_an_entry_and_a_trial_balance()
    {
        (await SendAsync("/api/chart", new { template = "freelancer" })).GetProperty("accounts").GetInt32().ShouldBeGreaterThan(30);
        (await SendAsync("/api/chart", new { template = "freelancer" })).GetProperty("accounts").GetInt32().ShouldBe(0);
        var (bank, fees) = (await AccountAsync("1010"), await AccountAsync("4000"));

        var posted = await SendAsync("/api/journal-entries", new
        {
            date = "2026-01-15",
            memo = "First fee",
            postings = new object[] { new { accountId = bank, debit = "119.00" }, new { accountId = fees, credit = 119.00m, memo = "Workshop" } },
        });
        var entry = await GetAsync($"/api/journal-entries/{posted.GetProperty("id").GetString()}");
        entry.GetProperty("postings")[1].GetProperty("credit").GetProperty("value").GetString().ShouldBe("119.00");
        entry.GetProperty("postings")[1].GetProperty("account").GetProperty("type").GetString().ShouldBe("revenue");
        entry.GetProperty("postedBy").GetString().ShouldBe("accountant@harbor.test");

        var report = await GetAsync("/api/reports/trial-balance?asOf=2026-01-31");
        report.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("account").GetProperty("code")} {row.GetProperty("balance").GetProperty("value")}")
            .ShouldBe(["1010 119.00", "4000 -119.00"]);
        report.GetProperty("totals").GetProperty("debit").GetProperty("value").GetString().ShouldBe("119.00");
        foreach (var (day, rows) in new[] { ("2026-01-14", 0), ("0001-01-01", 0), ("9999-12-31", 2), ("9999-12-30", 2) })
            (await GetAsync($"/api/reports/trial-balance?asOf={day}")).GetProperty("rows").GetArrayLength().ShouldBe(rows, day);
        (await GetAsync($"/api/accounts/{bank}/postings?from=0001-01-01&to=9999-12-31")).GetProperty("lines").GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [TestCase("""[{"accountId":"BANK","debit":"1"},{"accountId":"FEES","credit":"2"}]""", "ledger.unbalanced_entry")]
    [TestCase("""[{"accountId":"BANK","debit":"1"}]""", "ledger.too_few_postings")]
    [TestCase("""[]""", "ledger.too_few_postings")]
    [TestCase("""[{"accountId":"BANK","debit":"1","credit":"1"},{"accountId":"FEES","credit":"0"}]""", "VALIDATION_ERROR")]
    [TestCase("""[{"accountId":"BANK","debit":"-1"},{"accountId":"FEES","credit":"-1"}]""", "VALIDATION_ERROR")]
    [TestCase("""[{"accountId":"BANK","debit":"0.001"},{"accountId":"FEES","credit":"0.001"}]""", "money.too_many_decimals")]
    [TestCase("""[{"accountId":"BANK","debit":"NaN"},{"accountId":"FEES","credit":"1"}]""", "VALIDATION_ERROR")]
    [TestCase("""[{"accountId":"BANK","debit":"99999999999999999999"},{"accountId":"FEES","credit":"99999999999999999999"}]""", "money.out_of_range")]
    [TestCase("""[{"accountId":"BANK","debit":"2000000000000"},{"accountId":"FEES","credit":"2000000000000"}]""", "ledger.empty_posting")]
    [TestCase("""[null,null]""", "VALIDATION_ERROR")]
    [TestCase("""null""", "VALIDATION_ERROR")]
    public async Task An_entry_that_cannot_be_says_why_and_leaves_nothing(string postings, string code)
    {
        await SendAsync("/api/chart", new { template = "freelancer" });
        var filled = postings.Replace("BANK", await AccountAsync("1010"), StringComparison.Ordinal).Replace("FEES", await AccountAsync("4000"), StringComparison.Ordinal);

        using var body = new StringContent($$"""{"date":"2026-01-15","postings":{{filled}}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await _api.PostAsync("/api/journal-entries", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString().ShouldBe(code, await answer.Content.ReadAsStringAsync());
        (await _app.Database.ScalarAsync("SELECT count(*) FROM journal_entries")).ShouldBe(0L);
    }

    [Test]
    public async Task A_code_is_taken_once_and_a_closed_day_answers_409()
    {
        await SendAsync("/api/accounts", new { code = "1", name = "Cash", subtype = "cash" });
        using (var again = await _api.PostAsJsonAsync("/api/accounts", new { code = "1", name = "Till", subtype = "cash" }))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await again.Content.ReadAsStringAsync()).ShouldContain("ledger.code_taken");
        }

        await SendAsync("/api/accounts", new { code = "2", name = "Fees", subtype = "sales" });
        (await SendAsync("/api/periods/lock", new { through = "2026-01-31" })).GetProperty("lockedThrough").GetString().ShouldBe("2026-01-31");
        (await SendAsync("/api/periods/lock", new { through = "2025-12-31" })).GetProperty("lockedThrough").GetString().ShouldBe("2026-01-31", "closing opens nothing");
        (await SendAsync("/api/periods/unlock", new { through = "2026-03-31" })).GetProperty("lockedThrough").GetString().ShouldBe("2026-01-31", "opening closes nothing");

        using var late = await _api.PostAsJsonAsync("/api/journal-entries", new
        {
            date = "2026-01-31",
            postings = new object[] { new { accountId = await AccountAsync("1"), debit = 1 }, new { accountId = await AccountAsync("2"), credit = 1 } },
        });
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await late.Content.ReadAsStringAsync()).ShouldContain("ledger.period_locked");

        (await SendAsync("/api/periods/unlock", new { through = "2026-01-30" })).GetProperty("lockedThrough").GetString().ShouldBe("2026-01-30");
        using (var open = await _api.PostAsync("/api/periods/unlock", null))
            open.EnsureSuccessStatusCode();
        (await GetAsync("/api/periods")).GetProperty("lockedThrough").ValueKind.ShouldBe(JsonValueKind.Null);
        using var gone = await _api.GetAsync("/api/period-lock");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_template_says_where_things_are_posted_and_an_account_that_plays_a_role_stays()
    {
        (await GetAsync("/api/posting-accounts")).EnumerateArray().ShouldAllBe(role => role.GetProperty("account").ValueKind == JsonValueKind.Null);
        await SendAsync("/api/chart", new { template = "small-business" });

        (await RoleAsync("receivable")).ShouldBe("1100");
        (await GetAsync("/api/posting-accounts")).EnumerateArray().ShouldAllBe(role => role.GetProperty("account").ValueKind == JsonValueKind.Object);
        (await PutAsync("/api/posting-accounts", new { role = "sales", accountId = await AccountAsync("4100") })).ShouldBe("200");
        (await RoleAsync("sales")).ShouldBe("4100");
        (await PutAsync("/api/posting-accounts", new { role = "sales", accountId = await AccountAsync("6100") })).ShouldBe("ledger.role_type_differs");
        (await PutAsync("/api/posting-accounts", new { role = "sales", accountId = Guid.CreateVersion7() })).ShouldBe("ledger.account_not_postable");

        var archived = new { code = "4100", name = "Services", subtype = "sales", isArchived = true };
        (await PutAsync($"/api/accounts/{await AccountAsync("4100")}", archived)).ShouldBe("ledger.account_has_role");
        (await PutAsync("/api/posting-accounts", new { role = "sales", accountId = await AccountAsync("4000") })).ShouldBe("200");
        (await PutAsync($"/api/accounts/{await AccountAsync("4100")}", archived)).ShouldBe("200");
        (await PutAsync("/api/posting-accounts", new { role = "sales", accountId = await AccountAsync("4100") })).ShouldBe("ledger.account_not_postable");
    }

    [Test]
    public async Task A_rate_is_there_once_a_day_and_can_be_corrected()
    {
        var rate = await SendAsync("/api/exchange-rates", new { currency = "usd", date = "2026-06-01", rate = "0.8532" });
        (await CodeAsync(await _api.PostAsJsonAsync("/api/exchange-rates", new { currency = "USD", date = "2026-06-01", rate = 1 }))).ShouldBe("ledger.rate_taken");
        (await CodeAsync(await _api.PostAsJsonAsync("/api/exchange-rates", new { currency = "EUR", date = "2026-06-01", rate = 1 }))).ShouldBe("ledger.rate_of_base_currency");
        foreach (var wrong in new[] { "0", "-1", "0.12345678901", "2000000000" })
            (await CodeAsync(await _api.PostAsJsonAsync("/api/exchange-rates", new { currency = "USD", date = "2026-06-02", rate = wrong }))).ShouldBe("VALIDATION_ERROR", wrong);

        var address = $"/api/exchange-rates/{rate.GetProperty("id")}";
        (await PutAsync(address, new { rate = "0.86" })).ShouldBe("200");
        (await GetAsync(address)).GetProperty("rate").GetDecimal().ShouldBe(0.86m);
        (await CodeAsync(await _api.DeleteAsync(address))).ShouldBe("200");
        (await GetAsync("/api/exchange-rates?currency=USD")).GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_bank_account_stands_for_one_account_of_the_chart()
    {
        await SendAsync("/api/chart", new { template = "small-business" });
        var (first, second) = (await SendAsync("/api/bank-accounts", new { name = "One", currency = "EUR" }), await SendAsync("/api/bank-accounts", new { name = "Two", currency = "EUR" }));
        var bank = new { accountId = await AccountAsync("1010") };

        (await PutAsync($"/api/bank-accounts/{first.GetProperty("id")}/ledger-account", new { accountId = await AccountAsync("6100") })).ShouldBe("banking.no_money_account");
        (await PutAsync($"/api/bank-accounts/{first.GetProperty("id")}/ledger-account", bank)).ShouldBe("200");
        (await PutAsync($"/api/bank-accounts/{second.GetProperty("id")}/ledger-account", bank)).ShouldBe("banking.ledger_account_taken");
        (await GetAsync($"/api/bank-accounts/{first.GetProperty("id")}")).GetProperty("ledgerAccount").GetProperty("code").GetString().ShouldBe("1010");
    }

    private async Task<string?> RoleAsync(string role) => (await GetAsync("/api/posting-accounts")).EnumerateArray()
        .Single(row => row.GetProperty("role").GetString() == role).GetProperty("account").GetProperty("code").GetString();

    private async Task<string?> PutAsync(string address, object body) => await CodeAsync(await _api.PutAsJsonAsync(address, body));

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return answer.IsSuccessStatusCode
                ? $"{(int)answer.StatusCode}"
                : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString();
        }
    }

    private async Task<string> AccountAsync(string code)
    {
        var found = (await _api.GetFromJsonAsync<JsonElement>("/api/accounts?limit=200")).GetProperty("data").EnumerateArray();
        return found.Single(account => account.GetProperty("code").GetString() == code).GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> GetAsync(string address) => (await _api.GetFromJsonAsync<JsonElement>(address)).GetProperty("data");

    private async Task<JsonElement> SendAsync(string address, object body)
    {
        using var answer = await _api.PostAsJsonAsync(address, body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{json}");
        return json.GetProperty("data");
    }
}
