using System.Globalization;
using System.Net;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Access;

/// <summary>Permissions that a role holds up to 100.00 EUR, by the API and on the pages. A dollar is worth two euros.</summary>
public sealed class LimitTests
{
    private const string Hundred = """{"maxAmount":{"value":"100.00","currency":"EUR"}}""";
    private const string Over = "access.over_limit";
    private static readonly string[] Limited = ["bills:approve", "expenses:approve", "vendor_payments:record", "invoices:write_off"];

    private TestApp _app = null!;
    private TestPurchases _firm = null!;
    private TestSales _sales = null!;
    private ApiClient _owner = null!;
    private TestPerson _clerk = null!;
    private ApiClient _key = null!;
    private int _number;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestPurchases.OpenAsync(await _app.FoundAsync("firm"));
        _sales = await TestSales.OpenAsync(_firm.Organization);
        _ = (await _firm.Organization.SendAsync(new AddExchangeRate("USD", new DateOnly(2026, 1, 1), 2))).Value;
        _owner = await ApiClient.OfAsync(_firm.Organization, "owner");
        var constraints = string.Join(",", Limited.Select(permission => $"\"{permission}\":{Hundred}"));
        (await _owner.PostAsync("/api/roles", $$"""
            {"name":"Clerk","permissions":["organization:read","bills:read","expenses:read","invoices:read","vendors:read","roles:read","roles:manage","workflows:read","workflows:manage","workflows:publish","approvals:decide","{{string.Join("\",\"", Limited)}}"],"constraints":{ {{constraints}} } }
            """)).Status.ShouldBe(HttpStatusCode.Created);
        _clerk = await _app.CreateUserAsync("clerk@firm.test");
        await _firm.Organization.AddMemberAsync(_clerk, "clerk");
        _key = new ApiClient(_app, await _firm.Organization.IssueKeyAsync(_clerk));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _key.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task An_act_is_admitted_up_to_the_limit_and_refused_above_it_by_the_api(
        [ValueSource(nameof(Limited))] string permission, [Values("99.99 EUR", "100.00 EUR", "100.01 EUR", "50.00 USD", "50.01 USD")] string amount)
    {
        var (path, body, _) = await ActAsync(permission, amount);

        var answer = await _key.PostAsync(path, body);

        if (!amount.Contains("01", StringComparison.Ordinal))
        {
            ((int)answer.Status).ShouldBeInRange(200, 201, answer.Json.GetRawText());
            return;
        }

        (answer.Status, answer.ErrorCode).ShouldBe((HttpStatusCode.Forbidden, Over));
        var said = answer.Json.GetProperty("error").GetProperty("message").GetString()!;
        said.ShouldContain(amount.EndsWith("USD", StringComparison.Ordinal) ? "100.02 EUR" : "100.01 EUR");
        said.ShouldContain("100.00 EUR in one go");
        ((int)(await _owner.PostAsync(path, body)).Status).ShouldBeInRange(200, 201, "nothing of it was done, and somebody without a limit can");
    }

    [Test]
    public async Task A_page_leaves_out_or_explains_what_is_above_the_limit([ValueSource(nameof(Limited))] string permission, [Values("100.00 EUR", "50.01 USD")] string amount)
    {
        var (_, _, (page, form, fields)) = await ActAsync(permission, amount);
        var isOver = amount.Contains("01", StringComparison.Ordinal);
        using var browser = await TestBrowser.SignInAsync(_app, _clerk);
        var shown = WebUtility.HtmlDecode(await browser.GetStringAsync(page));
        shown.Contains("limit", StringComparison.Ordinal).ShouldBe(isOver || permission == "vendor_payments:record");
        shown.Contains($"handler={form}\"", StringComparison.OrdinalIgnoreCase).ShouldBe(!isOver || permission == "vendor_payments:record");

        using var answer = await browser.PostAsync(page + $"?handler={form}", [.. fields, ("__RequestVerificationToken", await browser.TokenAsync(page))]);

        answer.StatusCode.ShouldBe(isOver ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Redirect);
        if (isOver)
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("the limit of");
    }

    [Test]
    public async Task Rejecting_moves_nothing_so_no_limit_holds_it_up()
    {
        var (bill, _, _) = await ActAsync("bills:approve", "5000.00 EUR");
        var (expense, _, _) = await ActAsync("expenses:approve", "5000.00 EUR");

        (await _key.PostAsync(bill.Replace("approve", "reject", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
        (await _key.PostAsync(expense.Replace("approve", "reject", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_fee_counts_and_what_was_paid_is_taken_back_up_to_the_limit_only()
    {
        var bill = await _firm.ApproveAsync(_firm.Line(250, taxed: false));
        var body = $$"""{"bills":[{"billId":"{{bill}}"}],"amount":"99.00","date":"2026-06-16","fee":{"amount":"1.01"} }""";
        (await _key.PostAsync("/api/vendor-payments", body)).ErrorCode.ShouldBe(Over);
        (await _key.PostAsync("/api/vendor-payments", body.Replace("1.01", "1.00", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Created);

        // A limit is per act: what is split in two is two acts.
        var rest = await _owner.PostAsync("/api/vendor-payments", $$"""{"bills":[{"billId":"{{bill}}"}],"amount":"151.00","date":"2026-06-16"}""");
        var paid = rest.Data.GetProperty("id").GetString();
        (await _key.PostAsync($"/api/vendor-payments/{paid}/undo")).ErrorCode.ShouldBe(Over);
        (await _owner.PostAsync($"/api/vendor-payments/{paid}/undo")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Nobody_gives_a_higher_limit_than_their_own_and_it_is_said_in_the_currency_of_the_books()
    {
        (await RoleAsync(_key, "Wider", """{"bills:approve":{"maxAmount":{"value":"100.01","currency":"EUR"}}}""")).ErrorCode.ShouldBe("access.scope_not_held");
        (await RoleAsync(_key, "Open", "{}")).ErrorCode.ShouldBe("access.scope_not_held");
        (await RoleAsync(_key, "Narrow", """{"bills:approve":{"maxAmount":{"value":"100.00","currency":"EUR"}}}""")).Status.ShouldBe(HttpStatusCode.Created);
        (await RoleAsync(_owner, "Dollars", """{"bills:approve":{"maxAmount":{"value":"100.00","currency":"USD"}}}""")).ErrorCode.ShouldBe("VALIDATION_ERROR");
        (await RoleAsync(_owner, "Below", """{"bills:approve":{"maxAmount":{"value":"-1.00","currency":"EUR"}}}""")).ErrorCode.ShouldBe("VALIDATION_ERROR");
        (await _owner.PostAsync("/api/roles", """{"name":"Reads","permissions":["bills:read"],"constraints":{"bills:read":{"maxAmount":{"value":"1.00","currency":"EUR"}}}}""")).ErrorCode.ShouldBe("VALIDATION_ERROR");

        static Task<ApiResponse> RoleAsync(ApiClient caller, string name, string constraints) =>
            caller.PostAsync("/api/roles", $$"""{"name":"{{name}}","permissions":["bills:approve"],"constraints":{{constraints}}}""");
    }

    [Test]
    public async Task The_form_keeps_a_limit_and_access_is_explained_with_it()
    {
        using var owner = await TestBrowser.SignInAsync(_app, await MemberAsync("owner"));
        using (var wrong = await owner.SubmitAsync("/o/firm/settings/roles/new", ("Input.Name", "Buyer"), ("Input.Permissions", "bills:approve"), ("Input.Limits[bills:approve]", "a lot")))
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await owner.SubmitAsync("/o/firm/settings/roles/new", ("Input.Name", "Buyer"), ("Input.Permissions", "bills:approve"), ("Input.Limits[bills:approve]", "2500"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await _owner.GetAsync("/api/roles/buyer")).Data.GetProperty("constraints").GetProperty("bills:approve").GetProperty("maxAmount").GetRawText()
            .ShouldBe("""{"value":"2500.00","currency":"EUR"}""");
        (await owner.GetStringAsync("/o/firm/settings/roles/buyer")).ShouldMatch("""name="Input.Limits\[bills:approve\]" value="2500.00" """.TrimEnd());
        (await owner.SubmitAsync("/o/firm/settings/roles/buyer?handler=Save", ("Input.Name", "Buyer"), ("Input.Permissions", "bills:approve"), ("Input.Limits[bills:approve]", ""))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _owner.GetAsync("/api/roles/buyer")).Data.GetProperty("constraints").EnumerateObject().ShouldBeEmpty();

        using var clerk = await TestBrowser.SignInAsync(_app, _clerk);
        (await clerk.GetStringAsync("/o/firm/settings/access?permission=bills%3Aapprove")).ShouldContain("allows it up to 100.00 EUR in one go");
    }

    [Test]
    public async Task Who_is_alone_above_everybody_elses_limit_may_approve_their_own()
    {
        var alone = await _app.FoundAsync("alone");
        var books = await TestPurchases.OpenAsync(alone);
        using var owner = await ApiClient.OfAsync(alone, "owner");
        (await owner.PostAsync("/api/roles", """{"name":"Clerk","permissions":["bills:approve","bills:read"],"constraints":{"bills:approve":{"maxAmount":{"value":"100.00","currency":"EUR"}}}}""")).Status.ShouldBe(HttpStatusCode.Created);
        await alone.AddMemberAsync(await _app.CreateUserAsync("clerk@alone.test"), "clerk");

        (await DecideAsync("100.00")).ErrorCode.ShouldBe("access.separation_of_duties");
        (await DecideAsync("100.01")).Status.ShouldBe(HttpStatusCode.OK);

        async Task<ApiResponse> DecideAsync(string price)
        {
            var made = await owner.PostAsync("/api/bills", $$"""{"vendorId":"{{books.Vendor}}","number":"O-{{price}}","billDate":"2026-06-15","lines":[{"description":"Rope","unitPrice":"{{price}}"}]}""");
            (await owner.PostAsync($"{made.Location}/receive", "{}")).Status.ShouldBe(HttpStatusCode.OK);
            return await owner.PostAsync($"{made.Location}/approve");
        }
    }

    private async Task<TestPerson> MemberAsync(string role)
    {
        var person = await _app.CreateUserAsync($"{role}-{++_number}@firm.test");
        await _firm.Organization.AddMemberAsync(person, role);
        return person;
    }

    /// <summary>Something of this amount that the permission decides about: how a program does it, and where a person does.</summary>
    private async Task<(string Path, string? Body, (string Page, string Form, (string, string)[] Fields) Person)> ActAsync(string permission, string amount)
    {
        var (value, currency) = (decimal.Parse(amount.Split(' ')[0], CultureInfo.InvariantCulture), amount.Split(' ')[1]);
        var organization = _firm.Organization;
        switch (permission)
        {
            case "bills:approve":
                var bill = (await organization.SendAsync(new CreateBill(Bill()))).Value.Id;
                (await organization.SendAsync(new ReceiveBill(bill))).Error.ShouldBeNull();
                return ($"/api/bills/{bill}/approve", null, ($"/o/firm/bills/{bill}", "Approve", []));
            case "expenses:approve":
                var expense = (await organization.SendAsync(new CreateExpense(new($"Payee {++_number}", value, _firm.Accounts["6300"], TestPurchases.Day, currency)))).Value.Id;
                (await organization.SendAsync(new SubmitExpense(expense))).Error.ShouldBeNull();
                return ($"/api/expenses/{expense}/approve", null, ($"/o/firm/expenses/{expense}", "Approve", []));
            case "vendor_payments:record":
                var open = await _firm.ApproveAsync(Bill());
                return ("/api/vendor-payments", $$"""{"bills":[{"billId":"{{open}}"}],"date":"2026-06-16"}""", ($"/o/firm/bills/{open}", "Pay", [("date", "2026-06-16")]));
            default:
                var invoice = (await organization.SendAsync(new CreateInvoice(new(_sales.Customer, [_sales.Line(value, taxed: false)], TestSales.Day, TestSales.Far, currency)))).Value.Id;
                (await organization.SendAsync(new FinalizeInvoice(invoice))).Error.ShouldBeNull();
                return ($"/api/invoices/{invoice}/write-off", """{"date":"2026-06-30"}""", ($"/o/firm/invoices/{invoice}", "WriteOff", [("date", "2026-06-30")]));
        }

        BillDraft Bill() => new(_firm.Vendor, $"L-{++_number}", [_firm.Line(value, taxed: false)], TestPurchases.Day, TestPurchases.Far, currency);
    }
}
