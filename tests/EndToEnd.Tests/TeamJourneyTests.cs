using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Financbase.EndToEnd.Tests;

/// <summary>
/// From nothing to a team of two, without demo data: a founder signs up, founds an organization and invites a viewer, who
/// sees the books and cannot change them until the founder says so.
/// </summary>
public sealed class TeamJourneyTests
{
    private const string Founder = "founder@north.example";
    private const string Viewer = "viewer@north.example";
    private const string NewAccount = "New bank account";

    [Test]
    public async Task A_viewer_sees_but_cannot_change_until_the_role_says_otherwise([Values] bool scripts)
    {
        await using var app = await TestApp.StartAsync();
        var founder = await Chromium.OpenAsync(app, scripts: scripts);
        await SignUpAsync(app, founder, Founder);
        await FoundAsync(founder);
        await AddAccountAsync(founder);
        await InviteAsync(founder);

        var viewer = await Chromium.OpenAsync(app, scripts: scripts);
        await viewer.GotoAsync(await InvitationAsync(app));
        await viewer.GetByRole(AriaRole.Link, new() { Name = "Create account" }).ClickAsync();
        await ConfirmAsync(app, viewer, Viewer);
        await viewer.GotoAsync(await InvitationAsync(app));
        await viewer.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();

        await OpenAsync(viewer, "Banking");
        await Expect(viewer.GetByRole(AriaRole.Link, new() { Name = "Operating account", Exact = true })).ToBeVisibleAsync();
        await Expect(viewer.GetByRole(AriaRole.Link, new() { Name = NewAccount })).ToHaveCountAsync(0);
        (await viewer.GotoAsync("/o/north/banking/new"))!.Status.ShouldBe(403);

        await ChangeRoleAsync(founder, "Administrator");
        await viewer.GotoAsync("/o/north/banking");
        await viewer.GetByRole(AriaRole.Link, new() { Name = NewAccount }).First.ClickAsync();
        await Expect(viewer.GetByLabel("Name")).ToBeVisibleAsync();

        await ChangeRoleAsync(founder, "Viewer");
        await viewer.GetByLabel("Name").FillAsync("Second account");
        await viewer.GetByRole(AriaRole.Button, new() { Name = "Add account" }).ClickAsync();
        await Expect(viewer.GetByText("may not").Or(viewer.GetByText("not allowed")).First).ToBeVisibleAsync();
        (await app.Database.ScalarAsync("SELECT count(*) FROM bank_accounts")).ShouldBe(1L);

        await FoundAsync(founder, "South Harbor Ltd", "south");
        await SwitchAsync(founder, from: "South Harbor Ltd", to: "North Harbor Ltd", "/o/north");
        await OpenAsync(founder, "Banking");
        await Expect(founder.GetByRole(AriaRole.Link, new() { Name = "Operating account", Exact = true })).ToBeVisibleAsync();
        await SwitchAsync(founder, from: "North Harbor Ltd", to: "South Harbor Ltd", "/o/south");
        await OpenAsync(founder, "Banking");
        await Expect(founder.GetByRole(AriaRole.Link, new() { Name = "Operating account", Exact = true })).ToHaveCountAsync(0);

        // Who is in one organization is offered that one.
        await viewer.GotoAsync("/o/north/banking");
        await viewer.Locator("#sidebar summary.org.boxed").ClickAsync();
        await Expect(Choices(viewer)).ToHaveCountAsync(1);
    }

    private static async Task SignUpAsync(TestApp app, IPage page, string email)
    {
        await page.GotoAsync("/account/sign-up");
        await ConfirmAsync(app, page, email);
    }

    /// <summary>From the filled-in form over the mail's link to the signed-in person.</summary>
    private static async Task ConfirmAsync(TestApp app, IPage page, string email)
    {
        var earlier = (await app.MailsToAsync(email)).Count;
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByText("Look into your mailbox")).ToBeVisibleAsync();
        await page.GotoAsync((await app.WaitForMailsAsync(email, earlier + 1))[0].Link());
        await page.GetByLabel("Password").FillAsync(TestPerson.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm address and create account" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/confirm", StringComparison.Ordinal));
    }

    private static ILocator Choices(IPage page) => page.Locator("#sidebar details:has(summary.org.boxed) ul").GetByRole(AriaRole.Link);

    /// <summary>By the menu at the head of the sidebar, which says where one is.</summary>
    private static async Task SwitchAsync(IPage page, string from, string to, string address)
    {
        var place = page.Locator("#sidebar summary.org.boxed");
        await Expect(place).ToContainTextAsync(from);
        await Expect(Choices(page).First).Not.ToBeVisibleAsync();
        await place.ClickAsync();
        await Expect(Choices(page).Filter(new() { HasText = from })).ToHaveAttributeAsync("aria-current", "true");
        await Choices(page).Filter(new() { HasText = to }).ClickAsync();
        await Expect(page.Locator("#sidebar summary.org.boxed")).ToContainTextAsync(to);
        new Uri(page.Url).AbsolutePath.TrimEnd('/').ShouldBe(address);
    }

    private static async Task FoundAsync(IPage page, string name = "North Harbor Ltd", string slug = "north")
    {
        await page.GotoAsync(slug == "north" ? "/" : "/organizations/new");
        if (slug == "north")
            await page.GetByRole(AriaRole.Link, new() { Name = "New organization" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Short name").FillAsync(slug);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create organization" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" })).ToBeVisibleAsync();
    }

    private static async Task AddAccountAsync(IPage page)
    {
        await OpenAsync(page, "Banking");
        await page.GetByRole(AriaRole.Link, new() { Name = NewAccount }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Operating account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Operating account" })).ToBeVisibleAsync();
    }

    private static async Task InviteAsync(IPage page)
    {
        await page.GotoAsync("/o/north/settings/members");
        await page.GetByRole(AriaRole.Link, new() { Name = "Invite" }).ClickAsync();
        await page.GetByLabel("E-mail address").FillAsync(Viewer);
        await page.GetByLabel("Role").SelectOptionAsync(new SelectOptionValue { Label = "Viewer" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = Viewer })).ToContainTextAsync("Waiting");
    }

    private static async Task<string> InvitationAsync(TestApp app) =>
        (await app.WaitForMailsAsync(Viewer)).Single(mail => mail.Text.Contains("/invitations/", StringComparison.Ordinal)).Link();

    private static async Task ChangeRoleAsync(IPage page, string role)
    {
        await page.GotoAsync("/o/north/settings/members");
        await page.GetByLabel($"Role of {Viewer}").SelectOptionAsync(new SelectOptionValue { Label = role });
        await page.GetByRole(AriaRole.Button, new() { Name = $"Change the role of {Viewer}" }).ClickAsync();
        await Expect(page.GetByText("The role is changed")).ToBeVisibleAsync();
    }

    // Goes where the link leads: a click that the browser has answered already may wait for ever for the navigation.
    private static async Task OpenAsync(IPage page, string entry)
    {
        var link = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = entry, Exact = true });
        await page.GotoAsync((await link.GetAttributeAsync("href"))!);
    }
}
