using System.Net;
using Financbase.Application.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Access;

/// <summary>Roles of an organization's own, and what a narrowed permission means at every door.</summary>
public sealed class RoleTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestPerson _owner = null!;
    private ApiClient _api = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _owner = await _firm.AddMemberAsync("owner");
        _api = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));
    }

    [TearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_role_is_made_given_changed_and_deleted_when_nobody_holds_it()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        using (var made = await browser.SubmitAsync(
            "/o/firm/settings/roles/new", ("Input.Name", "Bank clerk"), ("Input.Permissions", "banking:read"), ("Input.Permissions", "organization:read")))
        {
            made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        var clerk = await _app.CreateUserAsync("clerk@firm.test");
        await _firm.AddMemberAsync(clerk, "bank-clerk");
        using var theirs = await TestBrowser.SignInAsync(_app, clerk);
        (await theirs.GetAsync("/o/firm/banking")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await theirs.GetAsync("/o/firm/workflows")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await theirs.GetAsync("/o/firm/")).Content.ReadAsStringAsync()).ShouldContain("Bank clerk");

        (await _api.PutAsync("/api/roles/bank-clerk", """{"name":"Clerk","permissions":["workflows:read","organization:read"]}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await theirs.GetAsync("/o/firm/banking")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await theirs.GetAsync("/o/firm/workflows")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await _api.DeleteAsync("/api/roles/bank-clerk")).ErrorCode.ShouldBe("access.role_in_use");
        (await _api.DeleteAsync($"/api/members/{clerk.Id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await _api.DeleteAsync("/api/roles/bank-clerk")).Status.ShouldBe(HttpStatusCode.OK);
        (await _api.GetAsync("/api/roles/bank-clerk")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_permission_narrowed_to_an_account_reaches_that_account_alone_everywhere()
    {
        var open = (await _firm.SendAsync(new CreateBankAccount("Open", "EUR"))).Value.Id;
        var shut = (await _firm.SendAsync(new CreateBankAccount("Shut", "EUR"))).Value.Id;
        (await _api.PostAsync("/api/roles", $$$$"""
            {"name":"Clerk","permissions":["banking:read","banking:import"],
             "constraints":{"banking:read":{"accountIds":["{{{{open}}}}"]},"banking:import":{"accountIds":["{{{{open}}}}"]}}}
            """)).Status.ShouldBe(HttpStatusCode.Created);
        var clerk = await _app.CreateUserAsync("clerk@firm.test");
        await _firm.AddMemberAsync(clerk, "clerk");
        using var key = new ApiClient(_app, await _firm.IssueKeyAsync(clerk));
        using var browser = await TestBrowser.SignInAsync(_app, clerk);

        (await key.GetAsync("/api/bank-accounts")).Data.EnumerateArray().Select(row => row.GetProperty("name").GetString()).ShouldBe(["Open"]);
        (await key.GetAsync($"/api/bank-accounts/{open}")).Status.ShouldBe(HttpStatusCode.OK);
        (await key.GetAsync($"/api/bank-accounts/{shut}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await key.GetAsync($"/api/bank-accounts/{shut}/statements")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await key.GetAsync($"/api/bank-transactions?bankAccountId={shut}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await key.GetAsync("/api/bank-transactions")).Data.GetArrayLength().ShouldBe(0);
        (await browser.GetAsync($"/o/firm/banking/{shut}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync($"/o/firm/banking/{open}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_permission_for_ones_own_reaches_the_workflows_that_one_made_alone_everywhere()
    {
        string[] permissions = ["workflows:read", "workflows:manage", "workflows:publish", "workflows:execute", "executions:read", "executions:manage"];
        var constraints = string.Join(", ", permissions.Select(permission => $"\"{permission}\": {{ \"ownOnly\": true }}"));
        (await _api.PostAsync("/api/roles", $$"""
            {"name":"Maker","permissions":["{{string.Join("\",\"", permissions)}}"],"constraints":{ {{constraints}} } }
            """)).Status.ShouldBe(HttpStatusCode.Created);
        var maker = await _app.CreateUserAsync("maker@firm.test");
        await _firm.AddMemberAsync(maker, "maker");
        using var key = new ApiClient(_app, await _firm.IssueKeyAsync(maker));
        using var browser = await TestBrowser.SignInAsync(_app, maker);
        var theirs = await RunAsync(_api, "Theirs");

        var mine = await RunAsync(key, "Mine");

        (await key.GetAsync("/api/workflows")).Data.EnumerateArray().Select(row => row.GetProperty("name").GetString()).ShouldBe(["Mine"]);
        (await key.GetAsync("/api/executions")).Data.EnumerateArray().Select(row => $"/api/executions/{row.GetProperty("id").GetString()}").ShouldBe([mine.Run]);
        (await key.GetAsync(mine.Run)).Status.ShouldBe(HttpStatusCode.OK);
        (await key.GetAsync(theirs.Run)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await key.PostAsync(theirs.Run + "/cancel")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var verb in new[] { "publish", "execute", "pause" })
            (await key.PostAsync($"{theirs.Workflow}/{verb}")).Status.ShouldBe(HttpStatusCode.Forbidden, verb);
        (await key.GetAsync(theirs.Workflow)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await key.DeleteAsync(theirs.Workflow)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/o/firm" + theirs.Workflow["/api".Length..])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetStringAsync("/o/firm" + mine.Workflow["/api".Length..])).ShouldContain("Mine");
        (await browser.GetStringAsync("/o/firm/settings/access?permission=workflows%3Amanage")).ShouldContain("allows it only for what the member made");
    }

    [Test]
    public async Task Who_may_not_see_runs_is_told_nothing_of_them_by_the_list_of_workflows()
    {
        await RunAsync(_api, "Busy");
        (await _api.PostAsync("/api/roles", """{"name":"Reader","permissions":["workflows:read"]}""")).Status.ShouldBe(HttpStatusCode.Created);
        var reader = await _app.CreateUserAsync("reader@firm.test");
        await _firm.AddMemberAsync(reader, "reader");
        using var key = new ApiClient(_app, await _firm.IssueKeyAsync(reader));
        using var browser = await TestBrowser.SignInAsync(_app, reader);

        var told = (await key.GetAsync("/api/workflows")).Data[0];

        foreach (var (row, isTold) in new[] { (told, false), ((await _api.GetAsync("/api/workflows")).Data[0], true) })
        {
            foreach (var member in new[] { "lastWeek", "lastExecution" })
                (row.TryGetProperty(member, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.Object).ShouldBe(isTold, member);
        }

        (await browser.GetStringAsync("/o/firm/workflows")).ShouldNotContain("/workflows/executions/");
        using var owners = await TestBrowser.SignInAsync(_app, _owner);
        (await owners.GetStringAsync("/o/firm/workflows")).ShouldContain("/workflows/executions/");
    }

    [Test]
    public async Task The_form_keeps_the_narrowing_to_ones_own()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        (await browser.SubmitAsync(
            "/o/firm/settings/roles/new", ("Input.Name", "Maker"), ("Input.Permissions", "workflows:read"), ("Input.Own", "workflows:read"))).Dispose();

        (await _api.GetAsync("/api/roles/maker")).Data.GetProperty("constraints").GetProperty("workflows:read").GetProperty("ownOnly").GetBoolean().ShouldBeTrue();
        (await browser.GetStringAsync("/o/firm/settings/roles/maker")).ShouldMatch("""name="Input.Own" value="workflows:read" checked""");
    }

    /// <summary>A workflow that this caller makes, publishes and starts, and its run.</summary>
    private static async Task<(string Workflow, string Run)> RunAsync(ApiClient caller, string name)
    {
        var made = await caller.PostAsync("/api/workflows", $$$$"""
            {"name":"{{{{name}}}}","trigger":{"type":"manual"},"steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}
            """);
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.GetRawText());
        (await caller.PostAsync(made.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        var started = await caller.PostAsync(made.Location + "/execute");
        started.Status.ShouldBe(HttpStatusCode.Accepted, started.Json.GetRawText());
        return (made.Location!, $"/api/executions/{started.Data.GetProperty("executionId").GetString()}");
    }

    [Test]
    public async Task The_form_keeps_the_narrowing_that_it_shows()
    {
        var account = (await _firm.SendAsync(new CreateBankAccount("Main", "EUR"))).Value.Id;
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        (string, string)[] fields = [("Input.Permissions", "banking:read"), ("Input.Narrowed", "banking:read"), ("Input.Accounts", $"banking:read={account}")];
        (await browser.SubmitAsync("/o/firm/settings/roles/new", [("Input.Name", "Clerk"), .. fields])).Dispose();

        var form = await (await browser.GetAsync("/o/firm/settings/roles/clerk")).Content.ReadAsStringAsync();
        form.ShouldContain($"value=\"banking:read={account}\" checked");
        var role = (await _api.GetAsync("/api/roles/clerk")).Data;
        role.GetProperty("constraints").GetProperty("banking:read").GetProperty("accountIds")[0].GetGuid().ShouldBe(account.Value);
    }

    [TestCase("""{"name":"X","permissions":["api_keys:manage"]}""", "access.scope_not_held")]
    [TestCase("""{"name":"X","permissions":["no:such"]}""", "VALIDATION_ERROR")]
    [TestCase("""{"name":"X","permissions":[null]}""", "VALIDATION_ERROR")]
    [TestCase("""{"name":"X","permissions":[]}""", "VALIDATION_ERROR")]
    [TestCase("""{"name":"","permissions":["banking:read"]}""", "VALIDATION_ERROR")]
    [TestCase("""{"name":"a\u0000b","permissions":["banking:read"]}""", "MALFORMED_REQUEST")]
    [TestCase("""{"name":"Owner","permissions":["banking:read"]}""", "access.role_name_taken")]
    [TestCase("""{"name":"X","permissions":["banking:read"],"isBuiltIn":true}""", "VALIDATION_ERROR")]
    [TestCase("""{"name":"X","permissions":["banking:read"],"constraints":{"banking:read":{"ownOnly":true}}}""", "VALIDATION_ERROR")]
    [TestCase("""{"name":"X","permissions":["banking:read"],"constraints":{"banking:import":{"accountIds":[]}}}""", "VALIDATION_ERROR")]
    public async Task A_bad_role_is_refused_by_name(string body, string code)
    {
        (await _api.PostAsync("/api/roles", body)).ErrorCode.ShouldBe(code);

        (await _app.Database.ScalarAsync("SELECT count(*) FROM roles")).ShouldBe(0L);
    }

    [Test]
    public async Task Built_in_roles_stay_and_names_are_taken_once()
    {
        (await _api.PutAsync("/api/roles/viewer", """{"name":"V","permissions":["banking:read"]}""")).ErrorCode.ShouldBe("access.role_built_in");
        (await _api.DeleteAsync("/api/roles/owner")).ErrorCode.ShouldBe("access.role_built_in");

        var both = await Task.WhenAll(
            _api.PostAsync("/api/roles", """{"name":"Twin","permissions":["banking:read"]}"""),
            _api.PostAsync("/api/roles", """{"name":"twin!","permissions":["banking:read"]}"""));
        both.Select(answer => answer.Status).ShouldBe([HttpStatusCode.Created, HttpStatusCode.Conflict], ignoreOrder: true);
    }

    [Test]
    public async Task Another_organizations_role_is_unknown()
    {
        var rival = await _app.FoundAsync("rival");
        using var theirs = await ApiClient.OfAsync(rival, "owner");
        (await _api.PostAsync("/api/roles", """{"name":"Secret","permissions":["banking:read"]}""")).Status.ShouldBe(HttpStatusCode.Created);

        (await theirs.GetAsync("/api/roles/secret")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.PutAsync("/api/roles/secret", """{"name":"Mine","permissions":["banking:read"]}""")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.DeleteAsync("/api/roles/secret")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.GetAsync("/api/roles")).Data.EnumerateArray().Select(row => row.GetProperty("key").GetString()).ShouldNotContain("secret");
    }
}
