using Financbase.Application.Access;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>What those see who are not an owner with everything open to them; and forms that were refused.</summary>
public sealed class ViewPagesTests
{
    /// <summary>Who opens which address, and the status that it answers.</summary>
    internal static readonly View[] Views =
    [
        new("stranger", "/invitations/{token}"), new("guest", "/invitations/{token}"), new("viewer", "/invitations/{token}"),
        new("stranger", "/pay/{token}"), new("stranger", "/quote/{token}"), new("viewer", "/account/sign-out"), new("operator", "/operators/organizations"), new("operator", "/operators/organizations?state=blocked"),
        new("viewer", "/o/harbor/settings/audit", 403), new("viewer", "/o/harbor/settings/members?role=nobodys", 422),
        new("viewer", "/o/quay/banking", 403), new("owner", "/o/quay/banking", 403), new("owner", "/o/quay/settings/organization/ownership"),
        new("owner", "/o/harbor/settings/members/invitations"), new("owner", "/o/harbor/settings/members/invitations?state=expired"),
        new("owner", "/o/barred/banking", 403), new("owner", "/o/barred/settings/data"), new("viewer", "/operators/organizations", 403),
    ];

    private readonly Dictionary<string, string> _sessions = [];
    private TestApp _app = null!;
    private string _invitation = "";
    private string _invoice = "";
    private string _quote = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        var harbor = await _app.FoundAsync("harbor");
        var (owner, viewer) = (await harbor.AddMemberAsync("owner"), await harbor.AddMemberAsync("viewer"));
        foreach (var stopped in new[] { "quay", "barred" })
        {
            var organization = await _app.FoundAsync(stopped);
            await organization.AddMemberAsync(owner, "owner");
            await organization.AddMemberAsync(viewer, "viewer");
        }

        foreach (var person in new[] { owner, viewer, await _app.CreateUserAsync("guest@books.test") })
            _sessions[person.Email.Split('@')[0]] = await KeepSessionAsync(person.Email);
        await _app.SendAsPlatformAsync(new CreateUser("operator@harbor.test", TestPerson.Password, IsOperator: true));
        _sessions["operator"] = await KeepSessionAsync("operator@harbor.test");
        await InviteAsync("guest@books.test");
        _invitation = (await _app.WaitForMailsAsync("guest@books.test"))[0].Link();
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        await firm.Organization.SendAsync(new DescribeIssuer(new(new(City: "Hamburg"), Iban: "DE89370400440532013000")));
        await firm.Organization.SendAsync(new SendInvoice(await firm.IssueAsync(firm.Line(100)), "payer@books.test"));
        _invoice = (await _app.WaitForMailsAsync("payer@books.test"))[0].Link();
        var quote = await firm.Organization.SendAsync(new CreateQuote(new(firm.Customer, [firm.Line(100)], TestSales.Day, TestSales.Far)));
        await firm.Organization.SendAsync(new SendQuote(quote.Value.Id, "buyer@books.test"));
        _quote = (await _app.WaitForMailsAsync("buyer@books.test"))[0].Link();
        await _app.Database.ScalarAsync("""
            UPDATE organizations SET state = 'suspended' WHERE slug = 'quay';
            UPDATE organizations SET state = 'blocked' WHERE slug = 'barred'
            """);
        using var browser = TestBrowser.Open(_app);
        await browser.SignInAsync(owner.Email, TestPerson.Password);
        await Eventually.HoldsAsync(async () => (int)(await browser.GetAsync("/o/quay/banking")).StatusCode == 403 && (int)(await browser.GetAsync("/o/barred/banking")).StatusCode == 403);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Pages_are_clean_for_everybody([ValueSource(nameof(Views))] View view)
    {
        var page = await OpenAsync(view.Who);

        var answer = await page.GotoAsync(view.Address.Replace("/invitations/{token}", _invitation, StringComparison.Ordinal).Replace("/pay/{token}", _invoice, StringComparison.Ordinal).Replace("/quote/{token}", _quote, StringComparison.Ordinal));

        answer!.Status.ShouldBe(view.Status);
        await PageChecksTests.CheckAsync(page, $"{view.Who}{view.Address}");
    }

    [TestCase("/o/quay/settings/organization/ownership")]
    [TestCase("/o/harbor/settings/members/invitations")]
    public async Task Buttons_can_be_read_under_the_pointer(string address)
    {
        var page = await OpenAsync("owner");
        await page.GotoAsync(address);

        var buttons = await page.Locator("main .btn:visible").AllAsync();
        buttons.ShouldNotBeEmpty();
        foreach (var button in buttons)
        {
            await button.HoverAsync();
            await PageChecksTests.CheckAsync(page, $"pointer{address}", 1440);
        }
    }

    [Test]
    public async Task A_refused_sign_in_is_clean([Values(1440, 390)] int width)
    {
        var page = await OpenAsync("stranger", width);
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync("owner@harbor.test");
        await page.GetByLabel("Password").FillAsync("not the password");
        await SendAsync(page, "Sign in");

        await PageChecksTests.CheckAsync(page, "/account/sign-in-refused", width);
    }

    [Test]
    public async Task A_refused_form_is_clean_and_keeps_what_was_typed([Values(1440, 390)] int width)
    {
        var page = await OpenAsync("owner", width);
        await page.GotoAsync("/o/harbor/banking/new");
        await page.GetByLabel("IBAN").FillAsync("DE00 1234");
        await SendAsync(page, "Add account");

        (await page.Locator("[aria-invalid=true]").CountAsync()).ShouldBeGreaterThan(1);
        (await page.GetByLabel("IBAN").InputValueAsync()).ShouldBe("DE00 1234");
        await PageChecksTests.CheckAsync(page, "harbor/banking/new-refused", width);
    }

    [Test]
    public async Task A_refused_key_is_clean([Values(1440, 390)] int width)
    {
        var page = await OpenAsync("owner", width);
        await page.GotoAsync("/o/harbor/settings/api-keys/new");
        await SendAsync(page, "Create key");

        await PageChecksTests.CheckAsync(page, "harbor/settings/api-keys/new-refused", width);
    }

    [Test]
    public async Task A_refused_replay_of_events_stays_open_and_is_clean([Values(1440, 390)] int width)
    {
        var page = await OpenAsync("owner", width);
        await page.GotoAsync("/o/harbor/events");
        await page.GetByText("Hand events over again").ClickAsync();
        await page.Locator("#Replay_From").FillAsync("2026-06-02T08:00");
        await page.Locator("#Replay_To").FillAsync("2026-06-01T08:00");
        await SendAsync(page, "Hand over again");

        await page.Locator("#Replay_From").WaitForAsync();
        await PageChecksTests.CheckAsync(page, "harbor/events-refused", width);
    }

    private Task<IPage> OpenAsync(string who, int width = 1440) => Chromium.OpenAsync(_app, width, session: _sessions.GetValueOrDefault(who));

    private static async Task SendAsync(IPage page, string button)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(), answer => answer.Request.Method == "POST");
        answer.Status.ShouldBe(422);
        await page.WaitForLoadStateAsync();
    }

    private async Task InviteAsync(string email)
    {
        var page = await OpenAsync("owner");
        await page.GotoAsync("/o/harbor/settings/members/invitations");
        await page.Locator("#Input_Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await page.GetByText("is on its way").WaitForAsync();
    }

    private async Task<string> KeepSessionAsync(string email)
    {
        var page = await Chromium.OpenAsync(_app);
        await Chromium.SignInAsync(page, new TestPerson(default, email));
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        return await page.Context.StorageStateAsync();
    }

    /// <param name="Who">Signed in, but for the stranger.</param>
    /// <param name="Address">With <c>{token}</c> for that of an invitation.</param>
    /// <param name="Status">Of HTTP.</param>
    public sealed record View(string Who, string Address, int Status = 200)
    {
        public override string ToString() => $"{Who} at {Address}";
    }
}
