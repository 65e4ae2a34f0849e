using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>What people get told: a workflow that writes to them, its form, and the page where they read it.</summary>
public sealed class MessagePagesTests
{
    private const string Definition = """
        {"name":"Tell the owner","trigger":{"type":"manual"},"steps":[
         {"key":"bell","type":"sendNotification","config":{"to":"owner","title":"Large payment of 12,000.00 EUR to North Wind Ltd","body":"Have a look before noon.","link":"/banking"},"next":{"default":"mail"}},
         {"key":"mail","type":"sendEmail","config":{"to":"owner@north.example, books@north.example","subject":"Large payment","body":"Hello,\n\nhave a look."}}]}
        """;

    internal const string Address = "/notifications";

    private TestApp _app = null!;
    private TestOrganization _organization = null!;
    private string _session = "";
    private Guid _workflow;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _organization = await _app.FoundAsync("harbor");
        var owner = await _organization.AddMemberAsync("owner");
        _workflow = (await _organization.SendAsync(new CreateWorkflow(Definition))).Value.Id;
        (await _organization.SendAsync(new PublishWorkflow(new WorkflowId(_workflow)))).IsSuccess.ShouldBeTrue();
        for (var run = 0; run < 2; run++)
            (await _organization.SendAsync(new ExecuteWorkflow(new WorkflowId(_workflow), null, StartSource.Api))).IsSuccess.ShouldBeTrue();
        await Eventually.HoldsAsync(async () => 2L.Equals(await _app.Database.ScalarAsync("SELECT count(*) FROM notifications")));
        _session = await Chromium.KeepSessionAsync(_app, owner);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public Task Notifications_are_clean() => CheckAsync(Address);

    [Test]
    public Task The_form_of_the_steps_is_clean() => CheckAsync($"/o/harbor/workflows/{_workflow}");

    [Test]
    public async Task The_bell_counts_and_the_page_marks_without_scripts()
    {
        var page = await Chromium.OpenAsync(_app, scripts: false, session: _session);
        await page.GotoAsync("/o/harbor/");
        var unread = await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Notifications, . unread") }).InnerTextAsync();

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Notifications, . unread") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Mark as read: Large payment") }).First.ClickAsync();

        var left = page.GetByRole(AriaRole.Link, new() { Name = "Notifications, 1 unread" });
        unread.Trim().ShouldBe("2");
        await left.WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Large payment of 12,000.00 EUR") }).First.ClickAsync();
        page.Url.ShouldEndWith("/o/harbor/banking");
    }

    private async Task CheckAsync(string address)
    {
        var page = await Chromium.OpenAsync(_app, session: _session);

        await page.GotoAsync(address);

        await PageChecksTests.CheckAsync(page, address.Replace($"{_workflow}", "messages", StringComparison.Ordinal));
    }
}
