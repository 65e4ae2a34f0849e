using System.Net;
using System.Text.Json;
using Financbase.Application.Ledger;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Purchases;

/// <summary>Expenses by API and on the pages.</summary>
public sealed class ExpenseApiTests
{
    private TestApp _app = null!;
    private TestPurchases _firm = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestPurchases.OpenAsync(await _app.FoundAsync("firm"));
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_expense_goes_from_draft_to_paid_back()
    {
        using var spends = await ApiClient.OfAsync(_firm.Organization, "member");
        using var decides = await ApiClient.OfAsync(_firm.Organization, "accountant");
        var project = (await _firm.Organization.SendAsync(new CreateProject(new("FAIR", "Trade fair")))).Value.Id;
        var made = await spends.PostAsync("/api/expenses", JsonSerializer.Serialize(new
        {
            payee = "Deutsche Bahn",
            amount = "120.00",
            spentOn = "2026-06-12",
            purpose = "Trade fair",
            accountId = $"{_firm.Accounts["6300"].Value}",
            taxRateId = $"{_firm.Rate.Value}",
            paidBy = "person",
            projectId = $"{project}",
        }));
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.GetRawText());
        var path = made.Location!;
        (await spends.PostAsync($"{path}/submit")).Data.GetProperty("status").GetString().ShouldBe("submitted");
        (await spends.PostAsync($"{path}/approve")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await decides.PostAsync($"{path}/approve")).Data.GetProperty("status").GetString().ShouldBe("approved");
        (await spends.PostAsync($"{path}/payments")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var read = (await spends.GetAsync(path)).Data;
        read.GetProperty("totals").GetProperty("owed").GetProperty("value").GetString().ShouldBe("120.00");
        read.GetProperty("project").GetString().ShouldBe("FAIR Trade fair");
        read.GetProperty("totals").GetProperty("tax").GetProperty("value").GetString().ShouldBe("20.00");
        read.GetProperty("person").GetProperty("email").GetString().ShouldStartWith("member");
        var paid = await decides.PostAsync($"{path}/payments", """{"date":"2026-06-30","amount":"50.00"}""");
        (paid.Status, paid.Location, paid.Data.GetProperty("owed").GetProperty("value").GetString()).ShouldBe((HttpStatusCode.Created, path, "70.00"));
        (await decides.PostAsync($"{path}/payments", """{"date":"2026-07-01","amount":"70.00"}""")).Data.GetProperty("status").GetString().ShouldBe("reimbursed");
        (await decides.PostAsync($"{path}/payments", """{"amount":"0.01"}""")).Status.ShouldBe(HttpStatusCode.Conflict, "nothing is owed any more");
        var listed = await spends.GetAsync($"{path}/payments?limit=1");
        listed.Data[0].GetProperty("date").GetString().ShouldBe("2026-07-01");
        var next = listed.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
        var part = (await spends.GetAsync($"{path}/payments?limit=1&cursor={next}")).Data[0];
        part.GetProperty("id").GetString().ShouldBe((await spends.GetAsync(path)).Data.GetProperty("reimbursements")[0].GetProperty("id").GetString());
        (part.GetProperty("date").GetString(), part.GetProperty("amount").GetProperty("value").GetString()).ShouldBe(("2026-06-30", "50.00"));
        (await decides.PostAsync($"{path}/undo-reimbursement", $$"""{"reimbursementId":"{{part.GetProperty("id").GetString()}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await decides.PostAsync($"{path}/undo-reimbursement")).Status.ShouldBe(HttpStatusCode.OK);
        (await spends.GetAsync($"{path}/payments")).Data.GetArrayLength().ShouldBe(0);
        (await decides.PostAsync($"{path}/payments", """{"date":"2026-06-30"}""")).Data.GetProperty("amount").GetProperty("value").GetString().ShouldBe("120.00");
        (await decides.PostAsync($"{path}/void")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await decides.GetAsync("/api/expenses?status=reimbursed&paidBy=person&from=2026-06-01&to=2026-06-30&q=bahn&sort=payee")).Data.GetArrayLength().ShouldBe(1);
        (await decides.GetAsync("/api/expenses?status=draft")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task The_pages_record_hand_in_decide_pay_back_and_void()
    {
        using var spends = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("member"));
        var project = (await _firm.Organization.SendAsync(new CreateProject(new("FAIR", "Trade fair")))).Value.Id;
        using var decides = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        (string, string)[] input =
        [
            ("Input.Payee", "Harbour Chandlery"), ("Input.SpentOn", "2026-06-15"), ("Input.Account", $"{_firm.Accounts["6250"].Value}"), ("Input.TaxRate", $"{_firm.Rate.Value}"),
            ("Input.PaidFrom", "person"), ("Input.Project", $"{project}"), ("Input.Amount", "24"),
        ];
        using (var wrong = await spends.SubmitAsync("/o/firm/expenses/new", [.. input[..^1], ("Input.Amount", "much")]))
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("Write an amount like 1250.00.");
        await DoneAsync(spends, "/o/firm/expenses/new", input);
        var id = $"{await _app.Database.ScalarAsync("SELECT id FROM expenses WHERE vendor_id IS NOT NULL")}";
        await DoneAsync(spends, $"/o/firm/expenses/{id}/edit", [.. input[..^1], ("Input.Amount", "12.00")]);
        (await spends.GetStringAsync($"/o/firm/expenses/{id}")).ShouldContain("FAIR Trade fair");
        await DoneAsync(spends, $"/o/firm/expenses/{id}?handler=Submit");
        await DoneAsync(decides, $"/o/firm/expenses/{id}?handler=Approve", ("postedOn", "2026-06-16"));
        var entry = $"{await _app.Database.ScalarAsync("SELECT id FROM journal_entries WHERE source = 'expense'")}";
        (await decides.GetStringAsync($"/o/firm/journal/{entry}")).ShouldContain($"/o/firm/expenses/{id}");
        await DoneAsync(decides, $"/o/firm/expenses/{id}?handler=Reimburse", ("amount", "5"), ("date", "2026-06-20"), ("account", $"{_firm.Accounts["1000"].Value}"));
        (await _firm.BalancesAsync()).ShouldBe("1000:-5.00 1200:2.00 2050:-7.00 6250:10.00");
        var part = $"{await _app.Database.ScalarAsync($"SELECT reimbursements -> 0 ->> 'id' FROM expenses WHERE id = '{id}'")}";
        await DoneAsync(decides, $"/o/firm/expenses/{id}?handler=UndoReimbursement", ("part", part), ("date", "2026-06-21"));
        (await _firm.BalancesAsync()).ShouldBe("1200:2.00 2050:-12.00 6250:10.00");

        // The same again, from the till this time.
        await DoneAsync(spends, "/o/firm/expenses/new", [.. input[..^3], ("Input.Amount", "12"), ("Input.PaidFrom", $"{_firm.Accounts["1000"].Value}")]);
        var twin = $"{await _app.Database.ScalarAsync("SELECT id FROM expenses WHERE status = 'draft'")}";
        (await spends.GetStringAsync($"/o/firm/expenses/{twin}")).ShouldContain("There is another expense of this day, payee and amount");
        await DoneAsync(spends, $"/o/firm/expenses/{twin}?handler=Submit");
        await DoneAsync(decides, $"/o/firm/expenses/{twin}?handler=Reject", ("reason", "Twice"));
        (await spends.GetStringAsync($"/o/firm/expenses/{twin}")).ShouldContain("Rejected: Twice");
        await DoneAsync(spends, $"/o/firm/expenses/{twin}?handler=Delete");
        await DoneAsync(decides, $"/o/firm/expenses/{id}?handler=Void", ("reason", "Wrong"));
        (await _firm.BalancesAsync()).ShouldBe("");
        (await decides.GetStringAsync("/o/firm/expenses?handler=Csv")).ShouldContain("Harbour Chandlery");
    }

    [Test]
    public async Task A_receipt_is_attached_and_goes_with_its_draft()
    {
        using var spends = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("member"));
        await DoneAsync(spends, "/o/firm/expenses/new", ("Input.Payee", "Taxi"), ("Input.SpentOn", "2026-06-15"), ("Input.PaidFrom", "person"), ("Input.Amount", "9.50"));
        var id = $"{await _app.Database.ScalarAsync("SELECT id FROM expenses")}";
        await DoneAsync(spends, $"/o/firm/attachments/{id}?handler=Note", ("text", "The receipt is lost."));
        (await spends.GetStringAsync($"/o/firm/attachments/{id}")).ShouldContain("The receipt is lost.");
        await DoneAsync(spends, $"/o/firm/expenses/{id}?handler=Delete");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM notes")).ShouldBe(0L);
    }

    private static async Task DoneAsync(TestBrowser browser, string address, params (string Name, string Value)[] fields)
    {
        using var done = await browser.SubmitAsync(address, fields);
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{address}: {await done.Content.ReadAsStringAsync()}");
    }
}
