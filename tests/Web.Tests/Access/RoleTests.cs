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
