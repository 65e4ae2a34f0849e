using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Sales;

/// <summary>Tax rates, customers and items as a program and a browser without scripts keep them.</summary>
public sealed class CatalogueApiTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private ApiClient _api = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _api = await ApiClient.OfAsync(_firm, "accountant");
    }

    [TearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_program_keeps_rates_customers_and_items()
    {
        var rate = await _api.PostAsync("/api/tax-rates", """{"name":"GST and QST","parts":[{"name":"GST","percent":5},{"name":"QST","percent":"9.975","isCompound":true}]}""");
        rate.Status.ShouldBe(HttpStatusCode.Created);
        (await _api.GetAsync(rate.Location!)).Data.GetProperty("parts")[1].GetProperty("percent").GetDecimal().ShouldBe(9.975m);

        var item = await _api.PostAsync("/api/items", $$"""{"name":"Dock","unitPrice":"12.5","taxRateId":"{{rate.Data.GetProperty("id").GetString()}}"}""");
        item.Status.ShouldBe(HttpStatusCode.Created);
        (await _api.DeleteAsync(rate.Location!)).Data.GetProperty("isArchived").GetBoolean().ShouldBeTrue();
        (await _api.GetAsync("/api/tax-rates?offer=offered")).Data.GetArrayLength().ShouldBe(0);
        (await _api.GetAsync("/api/tax-rates?offer=archived")).Data.GetArrayLength().ShouldBe(1);

        var customer = await _api.PostAsync("/api/customers", """{"name":"Yard","email":"a@yard.test"}""");
        customer.Status.ShouldBe(HttpStatusCode.Created);
        var changed = await _api.PutAsync(customer.Location!, """{"name":"Yard Ltd","address":{"city":"Kiel"},"isArchived":true}""");
        (changed.Data.GetProperty("name").GetString(), changed.Data.GetProperty("address").GetProperty("city").GetString()).ShouldBe(("Yard Ltd", "Kiel"));
        (await _api.DeleteAsync(customer.Location!)).Data.GetProperty("isArchived").GetBoolean().ShouldBeFalse();
        (await _api.GetAsync(customer.Location!)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("/api/customers", """{"name":" "}""", "name")]
    [TestCase("/api/customers", """{"name":"Yard","email":"x"}""", "email")]
    [TestCase("/api/tax-rates", """{"name":"VAT","parts":[]}""", "parts")]
    [TestCase("/api/tax-rates", """{"name":"VAT","parts":[null]}""", "parts")]
    [TestCase("/api/items", """{"name":"Dock","unitPrice":"1.2345678"}""", "unitPrice")]
    public async Task A_fault_is_told_at_its_field(string address, string body, string field)
    {
        var answer = await _api.PostAsync(address, body);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Fields.ShouldBe([field]);
    }

    [Test]
    public async Task The_forms_keep_what_was_typed_and_say_what_is_wrong()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.AddMemberAsync("owner"));

        using (var wrong = await browser.SubmitAsync("/o/firm/settings/tax-rates/new", ("Input.Name", "VAT"), ("Input.Parts[0].Name", "VAT"), ("Input.Parts[0].Percent", "a lot")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
            page.ShouldContain("Write each percentage like 7.5.");
            page.ShouldContain("a lot");
        }

        await DoneAsync(browser, "/o/firm/settings/tax-rates/new", ("Input.Name", "VAT 20"), ("Input.Parts[0].Name", "VAT"), ("Input.Parts[0].Percent", "20"));
        var rate = await IdAsync("tax_rates");
        await DoneAsync(browser, "/o/firm/items/new", ("Input.Name", "Dock"), ("Input.UnitPrice", "12.50"), ("Input.TaxRateId", rate));
        await DoneAsync(browser, "/o/firm/customers/new", ("Input.Name", "Yard"), ("Input.Address.City", "Kiel"));
        var customer = await IdAsync("customers");

        (await browser.GetStringAsync($"/o/firm/customers/{customer}")).ShouldContain("Kiel");
        (await browser.GetStringAsync($"/o/firm/items/{await IdAsync("items")}/edit")).ShouldContain("12.50");
        await DoneAsync(browser, $"/o/firm/settings/tax-rates/{rate}/edit?handler=Delete");
        (await _app.Database.ScalarAsync("SELECT is_archived FROM tax_rates")).ShouldBe(true);
        await DoneAsync(browser, $"/o/firm/customers/{customer}/edit?handler=Delete");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM customers")).ShouldBe(0L);
    }

    [Test]
    public async Task A_customer_and_an_item_are_found_by_name()
    {
        await _api.PostAsync("/api/customers", """{"name":"Northwind Shipyard","email":"a@nw.test"}""");
        await _api.PostAsync("/api/items", """{"name":"Shipyard dock","unitPrice":1,"code":"D-1"}""");

        (await _api.GetAsync("/api/search?q=shipyard")).Data.EnumerateArray().Select(hit => $"{hit.GetProperty("type")} {hit.GetProperty("subtitle")}")
            .ShouldBe(["item D-1", "customer a@nw.test"]);
    }

    private static async Task DoneAsync(TestBrowser browser, string address, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.SubmitAsync(address, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{address} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<string> IdAsync(string table) => $"{await _app.Database.ScalarAsync($"SELECT id FROM {table}")}";
}
