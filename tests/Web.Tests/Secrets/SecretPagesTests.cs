using System.Net;
using Financbase.Application.Secrets;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Secrets;

/// <summary>The pages of secrets, without JavaScript.</summary>
public sealed class SecretPagesTests
{
    private const string Secrets = "/o/ours/settings/secrets";
    private const string Value = "sk_live_only-once";

    private TestApp _app = null!;
    private TestOrganization _ours = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_person_adds_replaces_and_deletes_a_secret_and_never_sees_its_value()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _ours.AddMemberAsync("owner"));
        (await TextAsync(browser, Secrets)).ShouldContain("No secrets yet");

        using var refused = await browser.SubmitAsync(Secrets + "/new", ("Input.Name", "stripe"), ("Input.Value", "short"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("8 to 8,000 characters");
        using var added = await browser.SubmitAsync(Secrets + "/new", ("Input.Name", "stripe"), ("Input.Value", Value));
        added.Headers.Location!.OriginalString.ShouldBe(Secrets);
        var list = await TextAsync(browser, Secrets);
        list.ShouldContain("{{ secrets.stripe }}");
        list.ShouldContain("stripe is kept");
        list.ShouldNotContain(Value);

        using var again = await browser.SubmitAsync(Secrets + "/new", ("Input.Name", "stripe"), ("Input.Value", Value));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var typed = await again.Content.ReadAsStringAsync();
        typed.ShouldContain("already a secret with this name");
        typed.ShouldNotContain(Value);
        var edit = Secrets + "/stripe/edit";
        (await TextAsync(browser, edit)).ShouldNotContain(Value);
        var token = await browser.TokenAsync(edit);
        using var replaced = await browser.PostAsync(edit + "?handler=Save", ("Input.Value", "another value"), ("Input.Revision", "1"), ("__RequestVerificationToken", token));
        replaced.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _app.Database.ScalarAsync("SELECT revision FROM organization_secrets")).ShouldBe(2);
        using var late = await browser.PostAsync(edit + "?handler=Save", ("Input.Value", "comes too late"), ("Input.Revision", "1"), ("__RequestVerificationToken", token));
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var kept = await late.Content.ReadAsStringAsync();
        kept.ShouldContain("Somebody else has changed this secret");
        kept.ShouldNotContain("comes too late");
        using var deleted = await browser.PostAsync(edit + "?handler=Delete", ("__RequestVerificationToken", token));
        deleted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM organization_secrets")).ShouldBe(0L);
        (await browser.GetAsync(edit)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Deleting_one_that_a_published_workflow_uses_warns_of_it_first()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _ours.AddMemberAsync("admin"));
        (await _ours.SendAsync(new CreateSecret("gateway", "For the gateway", Value))).Error.ShouldBeNull();
        const string Edit = Secrets + "/gateway/edit";
        var before = await browser.TokenAsync(Edit);
        var workflow = await _ours.SendAsync(new CreateWorkflow("""
            {"name":"Ask the gateway","trigger":{"type":"manual"},"steps":[{"key":"call","type":"httpRequest","config":{"url":"https://a.test/{{ secrets.gateway }}"}}]}
            """));
        (await _ours.SendAsync(new PublishWorkflow(new WorkflowId(workflow.Value.Id)))).Error.ShouldBeNull();

        using var unaware = await browser.PostAsync(Edit + "?handler=Delete", ("evenIfUsed", "false"), ("__RequestVerificationToken", before));
        unaware.Headers.Location!.OriginalString.ShouldBe(Edit);
        var page = await TextAsync(browser, Edit);
        page.ShouldContain("Published workflows use this secret");
        page.ShouldContain("A published workflow uses it:");
        page.ShouldContain("name=\"evenIfUsed\" value=\"true\"");
        using var aware = await browser.PostAsync(Edit + "?handler=Delete", ("evenIfUsed", "true"), ("__RequestVerificationToken", before));
        aware.Headers.Location!.OriginalString.ShouldBe(Secrets);
    }

    [Test]
    public async Task A_viewer_has_neither_the_page_nor_the_entry()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _ours.AddMemberAsync("viewer"));

        (await browser.GetAsync(Secrets)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await TextAsync(browser, "/o/ours/")).ShouldNotContain("settings/secrets");
    }

    private static async Task<string> TextAsync(TestBrowser browser, string address) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(address)).Content.ReadAsStringAsync());
}
