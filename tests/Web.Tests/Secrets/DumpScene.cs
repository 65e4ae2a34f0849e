using System.Net;
using System.Text;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Testing.Mail;
using Financbase.Web.Monitoring;
using Financbase.Web.Tests.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Financbase.Web.Tests.Secrets;

/// <summary>An organization into which everything that must stay hidden was put, and each of those texts.</summary>
internal sealed class DumpScene : IAsyncDisposable
{
    /// <summary>Is stored in the clear.</summary>
    public const string Control = "canary control 20260601";

    private const string Iban = "DE89370400440532013000";
    private const string IssuersIban = "GB33BUKB20201555555555";
    private const string IssuersTaxId = "canary-tax-issuer-31";
    private const string CustomersTaxId = "canary-tax-customer-32";
    private const string VendorsTaxId = "canary-tax-vendor-33";
    private const string VendorsBic = "CANYDEFFXXX";
    private const string Number = "7731500246812";
    private const string Secret = "canary-sEcret/value+9f8e7d";
    private const string PageSecret = "canary-page-secret-5c4b3a";
    private const string WrongPassword = "canary wrong password 88";

    private readonly HttpSink _sink;
    private readonly CapturedLogs _logs;
    private readonly List<string> _canaries =
    [
        Iban, "DE89 3704 0044 0532 0130 00", "0532013000", Number, IssuersIban, IssuersTaxId, CustomersTaxId, VendorsTaxId, VendorsBic,
        Secret, PageSecret, TestPerson.Password, WrongPassword,
    ];

    private DumpScene(TestApp app, HttpSink sink, CapturedLogs logs) => (App, _sink, _logs) = (app, sink, logs);

    public TestApp App { get; }

    public IReadOnlyList<string> Canaries => _canaries;

    public string Logs => _logs.Text;

    public static async Task<DumpScene> StartAsync()
    {
        var sink = await HttpSink.StartAsync((request, http) =>
            http.Response.WriteAsJsonAsync(new { request.Path, authorization = http.Request.Headers.Authorization.ToString(), request.Body }));
        var logs = new CapturedLogs(new JsonLines(TimeProvider.System));
        var app = await TestApp.StartAsync(
            services => services.AddLogging(logging => logging.AddProvider(logs)),
            ("Egress:AllowedNetworks:0", "127.0.0.0/8"), ("Logging:LogLevel:Default", "Information"), ("Logging:LogLevel:Financbase", "Debug"));
        return new DumpScene(app, sink, logs);
    }

    public async Task PlantAsync()
    {
        var organization = await App.FoundAsync("planted");
        var person = await organization.AddMemberAsync("owner");
        var key = await organization.IssueKeyAsync(person);
        using var api = new ApiClient(App, key);
        using var browser = await TestBrowser.SignInAsync(App, person);
        string[] cookies = [.. browser.Cookies.GetAllCookies().Select(cookie => cookie.Value).Where(value => value.Length > 60)];
        cookies.ShouldNotBeEmpty();
        _canaries.AddRange([key, key[16..], .. cookies, .. cookies.Select(cookie => cookie[..60])]);

        await PlantNumbersAsync(organization, api, browser);
        await PlantSecretsAsync(api, browser);
        await UseSecretAsync(api);
        await PlantHookAsync(api);
        await PlantPartiesAsync(api);
        await PlantLinksAsync(person, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _sink.DisposeAsync();
        _logs.Dispose();
    }

    private static async Task PlantNumbersAsync(TestOrganization organization, ApiClient api, TestBrowser browser)
    {
        var opened = await api.PostAsync(
            "/api/bank-accounts", JsonSerializer.Serialize(new { name = "Operating", currency = "EUR", iban = Iban, number = Number }),
            ("Idempotency-Key", "open"));
        opened.Status.ShouldBe(HttpStatusCode.Created);
        using var added = await browser.SubmitAsync(
            "/o/planted/banking/new", ("Input.Name", "page-account-name"), ("Input.Currency", "EUR"), ("Input.Number", Number));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var account = BankAccountId.From(Guid.Parse(opened.Data.GetProperty("id").GetString()!));
        var file = new StatementFile($"{Iban}.csv", Encoding.UTF8.GetBytes($"""
            Date,Description,Amount
            2026-06-01,From DE89 3704 0044 0532 0130 00 and {Number} by {Iban},-10.00
            2026-06-02,Coffee,-4.50
            2026-06-03,Rent,-900.00
            2026-06-04,No amount for {Iban},wrong {Iban}

            """));
        (await organization.SendAsync(new StageStatement(account, file))).Error.ShouldBeNull();
        (await organization.SendAsync(new ImportStatement(account, file))).Value.Imported.ShouldBe(3);
        await PlantOrdersAsync(organization, api, account);
    }

    // A file for the bank repeats the numbers of both sides.
    private static async Task PlantOrdersAsync(TestOrganization organization, ApiClient api, BankAccountId account)
    {
        var firm = await TestPurchases.OpenAsync(organization);
        (await organization.SendAsync(new ConnectBankAccount(account, firm.Accounts["1010"]))).Error.ShouldBeNull();
        var bill = await firm.ApproveAsync(firm.Line(10));
        var made = await api.PostAsync("/api/payment-files", JsonSerializer.Serialize(new { bankAccountId = $"{account.Value}", bills = new[] { $"{bill}" } }), ("Idempotency-Key", "file"));
        made.Status.ShouldBe(HttpStatusCode.Created);
        (await organization.SendAsync(new GetPaymentFileContent(new(made.Data.GetProperty("id").GetGuid())))).Value.Content.ShouldNotBeEmpty();
    }

    private static async Task PlantSecretsAsync(ApiClient api, TestBrowser browser)
    {
        var created = await api.PostAsync(
            "/api/secrets", JsonSerializer.Serialize(new { name = "token", value = Secret }), ("Idempotency-Key", "secret"));
        created.Status.ShouldBe(HttpStatusCode.Created);
        using var added = await browser.SubmitAsync("/o/planted/settings/secrets/new", ("Input.Name", "page"), ("Input.Value", PageSecret));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task UseSecretAsync(ApiClient api)
    {
        var draft = await api.PostAsync("/api/workflows", $$$$"""
            {"name":"{{{{Control}}}}","trigger":{"type":"manual"},"steps":[
             {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{_sink.Address}}}}{{ secrets.token | url_encode }}",
              "headers":{"Authorization":"Basic {{ 'user:' | append: secrets.token | base64_encode }}"},"body":{"token":"{{ secrets.token }}"}},
              "next":{"default":"write"}},
             {"key":"write","type":"sendEmail","config":{"to":"partner@planted.test","subject":"Key","body":"Use {{ secrets.token }} from now on."}}]}
            """);
        (await api.PostAsync(draft.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        var ended = await api.PostAsync(draft.Location + "/execute?wait=20", "{}");
        ended.Data.GetProperty("status").GetString().ShouldBe("succeeded", ended.Json.GetRawText());
        _sink.Requests.ShouldHaveSingleItem().Body.ShouldContain(Secret);
        (await App.WaitForMailsAsync("partner@planted.test"))[0].Text.ShouldContain(Secret);
    }

    // Whoever knows the address may start the workflow.
    private async Task PlantHookAsync(ApiClient api)
    {
        var draft = await api.PostAsync("/api/workflows", """
            {"name":"Called","trigger":{"type":"webhook","verify":"none"},"steps":[{"key":"keep","type":"transform","config":{"set":{"one":1}}}]}
            """);
        (await api.PostAsync(draft.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        var hook = new Uri((await api.GetAsync(draft.Location!)).Data.GetProperty("triggers")[0].GetProperty("url").GetString()!).AbsolutePath;
        using var stranger = App.CreateClient();
        using var answer = await stranger.PostAsync(hook, new StringContent("{}", Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        _canaries.Add(hook.Split('/')[^1]);
    }

    // An invoice repeats the numbers of both sides, on paper and behind its link.
    private async Task PlantPartiesAsync(ApiClient api)
    {
        (await api.PutAsync("/api/organization/issuer", JsonSerializer.Serialize(new { iban = IssuersIban, taxId = IssuersTaxId }))).Status.ShouldBe(HttpStatusCode.OK);
        var customer = await api.PostAsync("/api/customers", JsonSerializer.Serialize(new { name = "North Quay", taxId = CustomersTaxId }));
        var vendor = await api.PostAsync("/api/vendors", JsonSerializer.Serialize(new { name = "Rope Works", taxId = VendorsTaxId, iban = Iban, bic = VendorsBic }));
        vendor.Status.ShouldBe(HttpStatusCode.Created);
        var invoice = await api.PostAsync("/api/invoices", JsonSerializer.Serialize(new
        {
            customerId = customer.Data.GetProperty("id").GetString(),
            lines = new[] { new { description = "Berth", quantity = 1, unitPrice = 10 } },
        }));
        (await api.PostAsync(invoice.Location + "/finalize")).Status.ShouldBe(HttpStatusCode.OK);
        (await api.PostAsync(invoice.Location + "/send", """{"to":"payer@planted.test"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var link = (await App.WaitForMailsAsync("payer@planted.test"))[0].Link();
        using var stranger = App.CreateClient();
        (await stranger.GetStringAsync(link)).ShouldContain("GB33 BUKB");
        _canaries.Add(link.Split('/')[^1]);
    }

    private async Task PlantLinksAsync(TestPerson person, TestBrowser browser)
    {
        using var stranger = TestBrowser.Open(App);
        await stranger.SignInAsync(person.Email, WrongPassword).StatusAsync();
        var reset = await App.LinkFromMailAsync(stranger, "/account/forgot-password", person.Email);
        (await browser.SubmitAsync("/o/planted/settings/members/invitations", ("Input.Email", "guest@planted.test"), ("Input.Role", "viewer")).StatusAsync())
            .ShouldBe(HttpStatusCode.Redirect);
        var invitation = (await App.WaitForMailsAsync("guest@planted.test"))[0].Link();
        foreach (var link in new[] { reset, invitation })
        {
            (await stranger.TextAsync(link)).ShouldNotBeEmpty();
            _canaries.Add(link.Split('/', '=')[^1]);
        }
    }
}
