using System.Net;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Access;

/// <summary>Exceptions for single workflows: in reads, lists, runs, verbs, and in the answer to “why?”.</summary>
public sealed class WorkflowGrantTests
{
    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private ApiClient _owner = null!;
    private TestPerson _guest = null!;
    private TestPerson _admin = null!;
    private ApiClient _asAdmin = null!;
    private string _pay = "";
    private string _tell = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(services => services.AddVerbs());
        _acme = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(_acme, "owner");
        var guests = await _owner.PostAsync("/api/roles", """{"name":"Guests","permissions":["organization:read"]}""");
        _guest = await _app.CreateUserAsync("guest@acme.test");
        await _acme.AddMemberAsync(_guest, guests.Data.GetProperty("key").GetString()!);
        _admin = await _acme.AddMemberAsync("admin");
        _asAdmin = new ApiClient(_app, await _acme.IssueKeyAsync(_admin));
        (_pay, _tell) = (await PublishAsync("Pay"), await PublishAsync("Tell"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _asAdmin.Dispose();
        await _app.DisposeAsync();
    }

    [TearDown]
    public async Task Clear()
    {
        foreach (var grant in (await _owner.GetAsync("/api/grants")).Data.EnumerateArray())
            (await _owner.DeleteAsync($"/api/grants/{grant.GetProperty("id").GetString()}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_denied_workflow_is_not_listed_opened_changed_or_run_and_its_runs_are_as_if_they_were_not()
    {
        var run = await RunAsync(_owner, _pay);
        await DenyAsync("workflows:read");
        await DenyAsync("workflows:execute");
        await DenyAsync("workflows:manage");
        await DenyAsync("workflows:publish");

        await Eventually.HoldsAsync(async () => await NamesAsync(_asAdmin) is var names && names.Contains("Tell") && !names.Contains("Pay"));
        (await _asAdmin.GetAsync($"/api/workflows/{_pay}")).ErrorCode.ShouldBe("FORBIDDEN");
        (await _asAdmin.GetAsync($"/api/workflows/{_pay}/versions")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _asAdmin.PostAsync($"/api/workflows/{_pay}/execute")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _asAdmin.PostAsync($"/api/workflows/{_pay}/pause")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _asAdmin.DeleteAsync($"/api/workflows/{_pay}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _asAdmin.GetAsync($"/api/executions/{run}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _asAdmin.GetAsync($"/api/executions/{run}/logs")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _asAdmin.PostAsync($"/api/executions/{run}/cancel")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _asAdmin.GetAsync("/api/executions")).Data.EnumerateArray().ShouldNotContain(row => row.GetProperty("id").GetString() == run);
        (await _asAdmin.GetAsync($"/api/workflows/{_tell}")).Status.ShouldBe(HttpStatusCode.OK);
        (await _owner.GetAsync($"/api/executions/{run}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_denied_workflow_is_counted_and_not_named_where_it_uses_a_secret_and_not_counted_on_the_dashboard()
    {
        (await _owner.PostAsync("/api/secrets", """{"name":"shared","value":"a shared value"}""")).Status.ShouldBe(HttpStatusCode.Created);
        var hidden = await PublishedWithAsync("Quiet use");
        await PublishedWithAsync("Open use");
        await MadeAsync(PostAsync("workflows:read", "deny", _admin, hidden));
        await Eventually.HoldsAsync(async () => (await _asAdmin.GetAsync($"/api/workflows/{hidden}")).Status == HttpStatusCode.Forbidden);

        var seen = await _asAdmin.GetAsync("/api/secrets/shared");
        var listed = await _asAdmin.GetAsync("/api/secrets");
        var refused = await _asAdmin.DeleteAsync("/api/secrets/shared");

        seen.Data.GetProperty("usedBy").EnumerateArray().Select(use => use.GetProperty("name").GetString()).ShouldBe(["Open use"]);
        seen.Data.GetProperty("usedByOthers").GetInt64().ShouldBe(1);
        refused.ErrorCode.ShouldBe("secrets.in_use");
        refused.Json.GetRawText().ShouldContain("Open use, 1 that you may not see");
        (listed.Json.GetRawText() + refused.Json.GetRawText()).ShouldNotContain("Quiet use");
        (await _owner.GetAsync("/api/secrets/shared")).Data.GetProperty("usedBy").GetArrayLength().ShouldBe(2);
        var third = await _app.CreateUserAsync("third@acme.test");
        await _acme.AddMemberAsync(third, "owner");
        (await PublishedAsync(_admin)).ShouldBe(await PublishedAsync(null) - 1);

        async Task<string> PublishedWithAsync(string name)
        {
            var made = await _owner.PostAsync("/api/workflows", $$$"""
                {"name":"{{{name}}}","trigger":{"type":"manual"},"steps":[
                 {"key":"call","type":"httpRequest","config":{"url":"https://a.test/","headers":{"A":"{{ secrets.shared }}"} } }]}
                """);
            (await _owner.PostAsync(made.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
            return made.Data.GetProperty("id").GetString()!;
        }

        async Task<long> PublishedAsync(TestPerson? person)
        {
            using var browser = await TestBrowser.SignInAsync(_app, person ?? third);
            var page = await (await browser.GetAsync("/o/acme/")).Content.ReadAsStringAsync();
            const string before = "<dt>Published workflows</dt><dd>";
            var at = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
            return long.Parse(page[at..page.IndexOf('<', at)], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Test]
    public async Task A_refusal_by_an_exception_is_in_the_security_journal()
    {
        await DenyAsync("workflows:read");
        await Eventually.HoldsAsync(async () => (await _asAdmin.GetAsync($"/api/workflows/{_pay}")).Status == HttpStatusCode.Forbidden);

        (await _app.Database.ScalarAsync($"""
            SELECT count(*) > 0 FROM security_events WHERE kind = 'access_refused' AND user_id = '{_admin.Id}'
                AND organization_id = '{_acme.Id}' AND detail = 'GetWorkflow, workflow' AND address IS NOT NULL
            """)).ShouldBe(true);
    }

    [Test]
    public async Task What_no_role_allows_an_exception_does_for_one_workflow_only()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _guest);
        (await browser.GetAsync("/o/acme/workflows")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await AllowAsync("workflows:read");
        await AllowAsync("workflows:execute");
        await AllowAsync("executions:read");
        await AllowAsync("workflows:manage");

        await Eventually.HoldsAsync(async () => (await browser.GetAsync("/o/acme/workflows")).StatusCode == HttpStatusCode.OK);
        var list = await (await browser.GetAsync("/o/acme/workflows")).Content.ReadAsStringAsync();
        list.ShouldContain("Pay");
        list.ShouldNotContain("Tell");
        (await browser.GetAsync($"/o/acme/workflows/{_pay}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/o/acme/workflows/{_tell}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.SubmitAsync($"/o/acme/workflows/{_pay}/run")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var why = await browser.GetAsync("/o/acme/settings/access");
        WebUtility.HtmlDecode(await why.Content.ReadAsStringAsync()).ShouldContain("“workflows:read” is allowed to guest@acme.test for Pay");
    }

    [Test]
    public async Task Who_may_change_one_workflow_makes_no_new_one()
    {
        await AllowAsync("workflows:manage");
        using var browser = await TestBrowser.SignInAsync(_app, _guest);
        await Eventually.HoldsAsync(async () => (await browser.GetAsync("/o/acme/workflows/new")).StatusCode == HttpStatusCode.OK);

        using var refused = await browser.SubmitAsync("/o/acme/workflows/new", ("Input.Name", "Mine"));

        (await _app.Database.ScalarAsync("SELECT count(*) FROM workflows WHERE name = 'Mine'")).ShouldBe(0L);
    }

    [Test]
    public async Task The_page_makes_an_exception_for_a_workflow_and_the_operator_is_told_why()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await OwnerAsync());

        using var added = await browser.SubmitAsync(
            "/o/acme/settings/access/exceptions", ("Input.Subject", "ADMIN@acme.test"), ("Input.Effect", "Deny"),
            ("Input.Permission", "workflows:execute"), ("Input.ResourceId", $"the one [{_pay}]"));

        (await (await browser.GetAsync("/o/acme/settings/access/exceptions")).Content.ReadAsStringAsync()).ShouldContain("Remove<span class=\"sr-only\"> the exception for admin@acme.test");
        (await ExplainAsync("--workflow", _pay)).ShouldContain("An exception for this very thing forbids it.");
        (await ExplainAsync("--workflow", _tell)).ShouldContain("yes workflows:execute");
    }

    [Test]
    public async Task A_kind_that_does_not_fit_the_permission_is_refused()
    {
        (await PostAsync("banking:read", "allow", _guest, _pay)).ErrorCode.ShouldBe("access.not_grantable");
        (await PostAsync("workflows:read", "allow", _guest, $"{Guid.CreateVersion7()}")).Fields.ShouldBe(["resourceId"]);
    }

    [Test]
    public async Task Nobody_publishes_what_starts_a_workflow_that_they_may_not_start()
    {
        var calls = """{"name":"Calls","trigger":{"type":"manual"},"steps":[{"key":"sub","type":"subWorkflow","config":{"workflow":"ID"}}]}""".Replace("ID", _pay, StringComparison.Ordinal);
        var draft = (await _owner.PostAsync("/api/workflows", calls)).Data.GetProperty("id").GetString()!;
        await DenyAsync("workflows:execute");

        ApiResponse refused = null!;
        await Eventually.HoldsAsync(async () => (refused = await _asAdmin.PostAsync($"/api/workflows/{draft}/publish")).ErrorCode == "workflows.not_publishable");

        refused.Fields.ShouldBe(["steps[0].config.workflow"]);
        (await _owner.PostAsync($"/api/workflows/{draft}/publish")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("""{"type":"event","event":"invoice.paid"}""", """{"key":"keep","type":"transform","config":{"set":{"a":1}}}""", "triggers[0].event")]
    [TestCase("""{"type":"manual"}""", """{"key":"wait","type":"waitForEvent","config":{"event":"invoice.paid"}}""", "steps[0].config.event")]
    public async Task Nobody_publishes_what_hears_of_things_that_they_may_not_see(string trigger, string step, string field)
    {
        var role = await _owner.PostAsync("/api/roles", $$"""{"name":"Automation {{field.Length}}","permissions":["organization:read","events:read","workflows:read","workflows:manage","workflows:publish"]}""");
        var person = await _app.CreateUserAsync($"automation{field.Length}@acme.test");
        await _acme.AddMemberAsync(person, role.Data.GetProperty("key").GetString()!);
        using var api = new ApiClient(_app, await _acme.IssueKeyAsync(person));
        var made = await api.PostAsync("/api/workflows", $$"""{"name":"Listens","trigger":{{trigger}},"steps":[{{step}}]}""");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.GetRawText());

        var refused = await api.PostAsync(made.Location + "/publish");

        refused.ErrorCode.ShouldBe("workflows.not_publishable");
        refused.Fields.ShouldBe([field]);
        (await _owner.PostAsync(made.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task With_a_draft_go_the_exceptions_for_it_and_the_log_says_so()
    {
        var draft = (await _owner.PostAsync("/api/workflows", """{"name":"Draft","trigger":{"type":"manual"},"steps":[]}""")).Data.GetProperty("id").GetString()!;
        var grant = (await PostAsync("workflows:read", "deny", _admin, draft)).Data.GetProperty("id").GetString();

        (await _owner.DeleteAsync($"/api/workflows/{draft}")).Status.ShouldBe(HttpStatusCode.OK);

        (await _owner.GetAsync($"/api/grants/{grant}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _owner.GetAsync($"/api/audit-logs?targetId={grant}")).Data[0].GetProperty("action").GetString().ShouldBe("resource_grant.remove");
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(ApiClient client) =>
        [.. (await client.GetAsync("/api/workflows")).Data.EnumerateArray().Select(workflow => workflow.GetProperty("name").GetString()!)];

    private static async Task<string> RunAsync(ApiClient client, string workflow) =>
        (await client.PostAsync($"/api/workflows/{workflow}/execute")).Data.GetProperty("executionId").GetString()!;

    private async Task<string> PublishAsync(string name)
    {
        var definition = """{"name":"NAME","trigger":{"type":"manual"},"steps":[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]}""";
        var id = (await _owner.PostAsync("/api/workflows", definition.Replace("NAME", name, StringComparison.Ordinal))).Data.GetProperty("id").GetString()!;
        (await _owner.PostAsync($"/api/workflows/{id}/publish")).Status.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    private async Task<TestPerson> OwnerAsync()
    {
        var owner = await _app.CreateUserAsync("second@acme.test");
        await _acme.AddMemberAsync(owner, "owner");
        return owner;
    }

    private async Task<string> ExplainAsync(params string[] thing)
    {
        var result = new StringWriter();
        string[] line = ["authz", "explain", "--organization", "acme", "--user", _admin.Email, "--permission", "workflows:execute", .. thing];
        await Verbs.RunAsync(_app.Services, line, result, TextWriter.Null, CancellationToken.None);
        return result.ToString();
    }

    private Task DenyAsync(string permission) => MadeAsync(PostAsync(permission, "deny", _admin, _pay));

    private Task AllowAsync(string permission) => MadeAsync(PostAsync(permission, "allow", _guest, _pay));

    private static async Task MadeAsync(Task<ApiResponse> made) => (await made).Status.ShouldBe(HttpStatusCode.Created);

    private Task<ApiResponse> PostAsync(string permission, string effect, TestPerson person, string workflow) => _owner.PostAsync(
        "/api/grants",
        $$"""{"permission":"{{permission}}","resourceType":"workflow","resourceId":"{{workflow}}","effect":"{{effect}}","userId":"{{person.Id}}"}""");
}
