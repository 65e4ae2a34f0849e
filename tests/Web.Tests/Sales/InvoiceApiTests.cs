using System.Net;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Sales;

/// <summary>Invoices as a program and a browser without scripts handle them.</summary>
public sealed class InvoiceApiTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;
    private ApiClient _api = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        _api = await ApiClient.OfAsync(_firm.Organization, "accountant");
    }

    [TearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_program_drafts_finalises_and_is_paid()
    {
        var drafted = await _api.PostAsync("/api/invoices", $$"""
            {"customerId":"{{_firm.Customer}}","issueDate":"2026-06-15","dueDate":"2150-01-01","currency":"EUR",
             "lines":[{"description":"Work","quantity":2,"unitPrice":"50.00","taxRateId":"{{_firm.Rate}}"},{"description":"Berth","unitPrice":10.5}]}
            """);
        drafted.Status.ShouldBe(HttpStatusCode.Created);
        var address = drafted.Location!;
        Words((await _api.GetAsync(address)).Data).ShouldBe("draft none 110.50 20.00 130.50 0.00 0.00");

        var finalized = await _api.PostAsync($"{address}/finalize");
        finalized.Data.GetProperty("number").GetString().ShouldBe("INV-2026-00001");
        Words((await _api.GetAsync(address)).Data).ShouldBe("finalized open 110.50 20.00 130.50 0.00 130.50");
        var changed = await _api.PutAsync(address, $$"""{"customerId":"{{_firm.Customer}}","lines":[{"description":"x","unitPrice":1}]}""");
        (changed.Status, changed.Json.GetProperty("error").GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "sales.not_a_draft"));
        (await _api.DeleteAsync(address)).Status.ShouldBe(HttpStatusCode.Conflict);

        var paid = await _api.PostAsync($"{address}/payments", """{"amount":"30.50","date":"2026-06-20","reference":"T 1"}""");
        (paid.Status, paid.Data.GetProperty("open").GetProperty("value").GetString()).ShouldBe((HttpStatusCode.Created, "100.00"));
        (await _api.GetAsync(paid.Location!)).Data.GetProperty("uses")[0].GetProperty("name").GetString().ShouldBe("INV-2026-00001");
        (await _api.GetAsync($"{address}/payments")).Data.GetArrayLength().ShouldBe(1);
        var credited = await _api.PostAsync($"{address}/credit", $$"""{"date":"2026-06-21","lines":[{"description":"Berth","unitPrice":"10.50"}]}""");
        credited.Status.ShouldBe(HttpStatusCode.Created);
        (await _api.GetAsync(credited.Location!)).Data.GetProperty("kind").GetString().ShouldBe("creditNote");
        (await _api.GetAsync(credited.Location!.Replace("credit-notes", "invoices", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound, "it is no invoice");
        Words((await _api.GetAsync(address)).Data).ShouldBe("finalized partiallyPaid 110.50 20.00 130.50 41.00 89.50");
        (await _api.PostAsync($"{address}/write-off", """{"date":"2026-06-30"}""")).Status.ShouldBe(HttpStatusCode.OK);
        Words((await _api.GetAsync(address)).Data).ShouldBe("finalized writtenOff 110.50 20.00 130.50 41.00 0.00");

        (await _api.GetAsync("/api/invoices?paymentStatus=writtenOff")).Data.GetArrayLength().ShouldBe(1);
        (await _api.GetAsync("/api/invoices?status=draft")).Data.GetArrayLength().ShouldBe(0);
        (await _api.GetAsync("/api/credit-notes")).Data.GetArrayLength().ShouldBe(1);
        (await _api.GetAsync("/api/search?q=INV-2026")).Data[0].GetProperty("title").GetString().ShouldBe("INV-2026-00001");
        (await _api.GetAsync("/api/reports/aged-receivables?asOf=2026-06-30")).Data.GetProperty("totals").GetProperty("total").GetProperty("value").GetString().ShouldBe("0.00");
        (await _api.PostAsync($"{paid.Location}/undo", """{"date":"2026-06-30"}""")).Status.ShouldBe(HttpStatusCode.OK);
        Words((await _api.GetAsync(address)).Data).ShouldBe("finalized partiallyPaid 110.50 20.00 130.50 10.50 30.50");
    }

    [TestCase("""{"customerId":"CUSTOMER","lines":[]}""", "documents.no_lines")]
    [TestCase("""{"customerId":"CUSTOMER","lines":[null]}""", "VALIDATION_ERROR lines[0].unitPrice")]
    [TestCase("""{"customerId":"CUSTOMER","lines":[{"unitPrice":1}]}""", "VALIDATION_ERROR lines[0].description")]
    [TestCase("""{"customerId":"CUSTOMER","lines":[{"description":"x","unitPrice":1},{"description":"x","unitPrice":"0.1234567"}]}""", "VALIDATION_ERROR lines[1].unitPrice")]
    [TestCase("""{"customerId":"CUSTOMER","lines":[{"description":"x","unitPrice":1,"discountPercent":101}]}""", "VALIDATION_ERROR lines[0].discountPercent")]
    [TestCase("""{"customerId":"CUSTOMER","currency":"XXX","lines":[{"description":"x","unitPrice":1}]}""", "money.unknown_currency")]
    [TestCase("""{"customerId":"CUSTOMER","issueDate":"2026-02-01","dueDate":"2026-01-01","lines":[{"description":"x","unitPrice":1}]}""", "VALIDATION_ERROR dueDate")]
    [TestCase("""{"customerId":"0197c4a0-5e00-7000-8000-000000000099","lines":[{"description":"x","unitPrice":1}]}""", "sales.customer_unknown")]
    [TestCase("""{"customerId":"CUSTOMER","lines":[{"description":"x","quantity":"9999999999999","unitPrice":"9999999999999"}]}""", "money.out_of_range")]
    public async Task What_cannot_be_says_why_and_leaves_nothing(string body, string said)
    {
        var answer = await _api.PostAsync("/api/invoices", body.Replace("CUSTOMER", $"{_firm.Customer}", StringComparison.Ordinal));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var code = answer.Json.GetProperty("error").GetProperty("code").GetString();
        (code == "VALIDATION_ERROR" ? $"{code} {answer.Fields.Single()}" : code).ShouldBe(said);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM invoices")).ShouldBe(0L);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM invoice_lines")).ShouldBe(0L);
    }

    [Test]
    public async Task A_browser_without_scripts_does_it_all()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        using (var wrong = await browser.SubmitAsync("/o/firm/invoices/new", ("Input.Customer", "Nobody"), ("Input.IssueDate", "2026-06-15"), ("Input.Lines[0].Description", "Kept text"), ("Input.Lines[0].UnitPrice", "10")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("Kept text");
        }

        using (var more = await browser.SubmitAsync("/o/firm/invoices/new?handler=More", ("Input.Customer", "Northwind Shipyard"), ("Input.Lines[0].Description", "Kept text")))
            (await more.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(page => page.ShouldContain("Kept text"), page => page.ShouldContain("Input.Lines[5].Description"));

        using var saved = await browser.SubmitAsync(
            "/o/firm/invoices/new", ("Input.Customer", "Northwind Shipyard"), ("Input.IssueDate", "2026-06-15"), ("Input.DueDate", "2150-01-01"), ("Input.Currency", "EUR"),
            ("Input.Lines[0].Description", "Work"), ("Input.Lines[0].Quantity", "2"), ("Input.Lines[0].UnitPrice", "50"), ("Input.Lines[0].TaxRateId", $"{_firm.Rate}"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        var page = saved.Headers.Location!.OriginalString;
        (await browser.GetStringAsync(page)).ShouldContain("Finalise");
        await DoneAsync($"{page}/edit", ("Input.Customer", "Northwind Shipyard"), ("Input.IssueDate", "2026-06-15"), ("Input.DueDate", "2150-01-01"), ("Input.Currency", "EUR"), ("Input.Lines[0].Description", "Work"), ("Input.Lines[0].UnitPrice", "100"));
        await DoneAsync($"{page}?handler=Finalize");
        await DoneAsync($"{page}?handler=Pay", ("amount", "130"), ("date", "2026-06-20"), ("reference", "Transfer 7"));
        (await TextAsync()).ShouldSatisfyAllConditions(text => text.ShouldContain("INV-2026-00001"), text => text.ShouldContain("Transfer 7"), text => text.ShouldContain("Paid"));

        using (var refused = await browser.SubmitAsync($"{page}?handler=WriteOff", ("date", "2026-06-20")))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("Nothing of this is open.");
        }

        var payment = $"{await _app.Database.ScalarAsync("SELECT id FROM payments")}";
        await DoneAsync($"{page}?handler=Undo", ("payment", payment));
        await DoneAsync($"{page}?handler=Credit", ("date", "2026-06-21"), ("reason", "All of it"));
        (await TextAsync()).ShouldContain("CN-2026-00001");
        (await browser.GetStringAsync("/o/firm/invoices?kind=creditNote")).ShouldContain("CN-2026-00001");
        (await _firm.BalancesAsync()).ShouldBe("");

        async Task DoneAsync(string address, params (string Name, string Value)[] fields)
        {
            using var answer = await browser.SubmitAsync(address, fields);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{address} {await answer.Content.ReadAsStringAsync()}");
        }

        async Task<string> TextAsync() => WebUtility.HtmlDecode(await browser.GetStringAsync(page));
    }

    private static string Words(JsonElement invoice)
    {
        var totals = invoice.GetProperty("totals");
        return $"{invoice.GetProperty("status").GetString()} {invoice.GetProperty("paymentStatus").GetString()} "
            + string.Join(' ', new[] { "net", "tax", "gross", "paid", "open" }.Select(name => totals.GetProperty(name).GetProperty("value").GetString()));
    }
}
