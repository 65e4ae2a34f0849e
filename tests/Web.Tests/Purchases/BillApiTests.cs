using System.Net;
using Financbase.Application.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Purchases;

/// <summary>Bills as a program and a browser without scripts keep them.</summary>
public sealed class BillApiTests
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
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task A_program_enters_a_bill_and_another_one_approves_it()
    {
        using var enters = await ApiClient.OfAsync(_firm.Organization, "accountant");
        using var decides = await ApiClient.OfAsync(_firm.Organization, "approver");
        var body = $$"""{"vendorId":"{{_firm.Vendor}}","number":"RE-1","billDate":"2026-06-15","dueDate":"2150-01-01","lines":[{"description":"Rope","quantity":"2","unitPrice":"12.50","taxRateId":"{{_firm.Rate}}"}]}""";
        var bill = await enters.PostAsync("/api/bills", body);
        bill.Status.ShouldBe(HttpStatusCode.Created);
        (await enters.PostAsync($"{bill.Location}/receive", "{}")).Data.GetProperty("status").GetString().ShouldBe("received");
        (await enters.PostAsync($"{bill.Location}/approve", "")).ErrorCode.ShouldBe("access.separation_of_duties");
        (await decides.PostAsync($"{bill.Location}/approve", "")).Data.GetProperty("open").GetProperty("value").GetString().ShouldBe("30.00");

        var again = await enters.PostAsync("/api/bills", body);
        again.Data.GetProperty("duplicates").GetArrayLength().ShouldBe(1);
        var refused = await enters.PostAsync($"{again.Location}/receive", "{}");
        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "purchases.duplicate_bill"));
        (await enters.PostAsync($"{again.Location}/receive", """{"acceptDuplicate":true}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await enters.GetAsync("/api/bills?status=received")).Data.GetArrayLength().ShouldBe(1);
        (await enters.GetAsync($"/api/bills?vendorId={_firm.Vendor}&paymentStatus=open")).Data.GetArrayLength().ShouldBe(1);
        (await enters.GetAsync("/api/search?q=RE-1")).Data[0].GetProperty("type").GetString().ShouldBe("bill");
    }

    [Test]
    public async Task The_forms_take_a_bill_to_the_books()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        using (var wrong = await browser.SubmitAsync("/o/firm/bills/new", ("Input.Vendor", "Harbour Chandlery"), ("Input.Number", "RE-7"), ("Input.Lines[0].Description", "Rope"), ("Input.Lines[0].UnitPrice", "a lot")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()).ShouldContain("Write quantities and prices like 1250.00.");
        }

        await DoneAsync(browser, "/o/firm/bills/new", ("Input.Vendor", "Harbour Chandlery"), ("Input.Number", "RE-7"), ("Input.BillDate", "2026-06-15"), ("Input.Lines[0].Description", "Rope"), ("Input.Lines[0].UnitPrice", "12.50"));
        var bill = $"{await _app.Database.ScalarAsync("SELECT id FROM bills")}";
        await DoneAsync(browser, $"/o/firm/bills/{bill}/edit", ("Input.Vendor", "Harbour Chandlery"), ("Input.Number", "RE-8"), ("Input.BillDate", "2026-06-15"), ("Input.Lines[0].Description", "Rope"), ("Input.Lines[0].UnitPrice", "13.50"));
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Receive");
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Reject", ("reason", "Too much"));
        (await browser.GetStringAsync($"/o/firm/bills/{bill}")).ShouldContain("Too much");
        await DoneAsync(browser, $"/o/firm/bills/{bill}/edit", ("Input.Vendor", "Harbour Chandlery"), ("Input.Number", "RE-8"), ("Input.BillDate", "2026-06-15"), ("Input.DueDate", "2150-01-01"), ("Input.Lines[0].Description", "Rope"), ("Input.Lines[0].UnitPrice", "11.50"));
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Receive");
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Approve");
        (await browser.GetStringAsync("/o/firm/bills?state=open")).ShouldContain("RE-8");
        await CreditAsync(browser, bill);
        await ByFileAsync(browser, bill);
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Void", ("reason", "Entered twice"));
        (await _app.Database.ScalarAsync("SELECT status FROM bills")).ShouldBe("void");
    }

    private async Task CreditAsync(TestBrowser browser, string bill)
    {
        (string, string)[] input = [("Input.Vendor", "Harbour Chandlery"), ("Input.Number", "GS-1"), ("Input.BillDate", "2026-06-15"), ("Input.Lines[0].Description", "Rope back"), ("Input.Lines[0].UnitPrice", "9")];
        await DoneAsync(browser, "/o/firm/vendor-credits/new", input);
        var credit = $"{await _app.Database.ScalarAsync("SELECT id FROM vendor_credits")}";
        await DoneAsync(browser, $"/o/firm/vendor-credits/{credit}/edit", [.. input[..^1], ("Input.Lines[0].UnitPrice", "8")]);
        await DoneAsync(browser, $"/o/firm/vendor-credits/{credit}?handler=Post");
        await DoneAsync(browser, $"/o/firm/vendor-credits/{credit}?handler=Refund", ("amount", "3"), ("date", "2026-06-20"));
        await DoneAsync(browser, $"/o/firm/vendor-credits/{credit}?handler=Use", ("bill", bill));
        (await browser.GetStringAsync($"/o/firm/bills/{bill}")).ShouldContain("Credit GS-1");
        using (var refused = await browser.SubmitAsync($"/o/firm/vendor-credits/{credit}?handler=Void"))
            WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("Take that back first.");
        foreach (var use in new[] { $"{await _app.Database.ScalarAsync("SELECT id FROM bill_allocations")}", $"{await _app.Database.ScalarAsync("SELECT id FROM vendor_refunds")}" })
            await DoneAsync(browser, $"/o/firm/vendor-credits/{credit}?handler=Unapply", ("use", use));
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Use", ("credit", credit));
        await DoneAsync(browser, $"/o/firm/vendor-credits/{credit}?handler=Unapply", ("use", $"{await _app.Database.ScalarAsync("SELECT id FROM bill_allocations WHERE NOT is_undone")}"));
        await DoneAsync(browser, $"/o/firm/vendor-credits/{credit}?handler=Void", ("reason", "Wrong"));
    }

    private async Task ByFileAsync(TestBrowser browser, string bill)
    {
        var account = (await _firm.Organization.SendAsync(new CreateBankAccount("Giro", "EUR", "DE02120300000000202051", null))).Value.Id;
        (await _firm.Organization.SendAsync(new ConnectBankAccount(account, _firm.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
        (string, string)[] chosen = [("Input.Account", $"{account.Value}"), ("Input.ExecutionDate", $"{DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2):O}"), ("Input.Bills", bill)];
        await DoneAsync(browser, "/o/firm/payment-files/new", chosen);
        var file = $"{await _app.Database.ScalarAsync("SELECT id FROM payment_files")}";
        (await browser.GetStringAsync($"/o/firm/payment-files/{file}?handler=File")).ShouldContain("<Ustrd>RE-8</Ustrd>");
        using (var twice = await browser.SubmitAsync("/o/firm/payment-files/new", chosen))
            WebUtility.HtmlDecode(await twice.Content.ReadAsStringAsync()).ShouldContain("Nothing to pay by file");
        await DoneAsync(browser, $"/o/firm/payment-files/{file}?handler=Confirm");
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Undo", ("payment", $"{await _app.Database.ScalarAsync("SELECT id FROM vendor_payments")}"));
        await DoneAsync(browser, "/o/firm/payment-files/new", chosen);
        await DoneAsync(browser, $"/o/firm/payment-files/{await _app.Database.ScalarAsync("SELECT id FROM payment_files WHERE status = 'prepared'")}?handler=Release");
    }

    [Test]
    public async Task The_page_says_who_may_not_approve()
    {
        await _firm.Organization.AddMemberAsync("admin");
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        await DoneAsync(browser, "/o/firm/bills/new", ("Input.Vendor", "Harbour Chandlery"), ("Input.Number", "RE-7"), ("Input.BillDate", "2026-06-15"), ("Input.Lines[0].Description", "Rope"), ("Input.Lines[0].UnitPrice", "12.50"));
        var bill = $"{await _app.Database.ScalarAsync("SELECT id FROM bills")}";
        await DoneAsync(browser, $"/o/firm/bills/{bill}?handler=Receive");

        using var refused = await browser.SubmitAsync($"/o/firm/bills/{bill}?handler=Approve");

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("Somebody else must.");
    }

    private static async Task DoneAsync(TestBrowser browser, string address, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.SubmitAsync(address, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{address} {await answer.Content.ReadAsStringAsync()}");
    }
}
