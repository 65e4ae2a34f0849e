using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Purchases;

/// <summary>Vendors as a program and a browser without scripts keep them.</summary>
public sealed class VendorApiTests
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
    public async Task A_program_keeps_vendors_and_finds_them()
    {
        var vendor = await _api.PostAsync("/api/vendors", """{"name":"Harbour Chandlery","email":"a@chandlery.test","iban":"DE89 3704 0044 0532 0130 00"}""");
        vendor.Status.ShouldBe(HttpStatusCode.Created);
        vendor.Data.GetProperty("iban").GetString().ShouldBe("DE89370400440532013000");

        var changed = await _api.PutAsync(vendor.Location!, """{"name":"Harbour Chandlery Ltd","address":{"city":"Kiel"},"isArchived":true}""");
        (changed.Data.GetProperty("name").GetString(), changed.Data.GetProperty("address").GetProperty("city").GetString()).ShouldBe(("Harbour Chandlery Ltd", "Kiel"));
        (await _api.GetAsync("/api/vendors?offer=archived")).Data.GetArrayLength().ShouldBe(1);
        (await _api.GetAsync("/api/vendors?offer=offered")).Data.GetArrayLength().ShouldBe(0);
        (await _api.GetAsync("/api/search?q=chandlery")).Data[0].GetProperty("type").GetString().ShouldBe("vendor");
        (await _api.DeleteAsync(vendor.Location!)).Status.ShouldBe(HttpStatusCode.OK);
        (await _api.GetAsync(vendor.Location!)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task The_forms_keep_what_was_typed_and_say_what_is_wrong()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.AddMemberAsync("owner"));

        using (var wrong = await browser.SubmitAsync("/o/firm/vendors/new", ("Input.Name", "Chandlery"), ("Input.Iban", "DE00 1234")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var page = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
            page.ShouldContain("This is not a valid IBAN");
            page.ShouldContain("DE00 1234");
        }

        await DoneAsync(browser, "/o/firm/vendors/new", ("Input.Name", "Chandlery"), ("Input.Iban", "DE89370400440532013000"));
        var vendor = $"{await _app.Database.ScalarAsync("SELECT id FROM vendors")}";
        (await browser.GetStringAsync($"/o/firm/vendors/{vendor}")).ShouldContain("DE89 3704 0044 0532 0130 00");
        await DoneAsync(browser, $"/o/firm/vendors/{vendor}/edit?handler=Save", ("Input.Name", "Chandlery Ltd"), ("Input.Iban", "DE89 3704 0044 0532 0130 00"));
        (await browser.GetStringAsync("/o/firm/vendors")).ShouldContain("Chandlery Ltd");
        await DoneAsync(browser, $"/o/firm/vendors/{vendor}/edit?handler=Delete");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM vendors")).ShouldBe(0L);
    }

    private static async Task DoneAsync(TestBrowser browser, string address, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.SubmitAsync(address, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{address} {await answer.Content.ReadAsStringAsync()}");
    }
}
