using System.Net;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Access;

/// <summary>Fields that name one member, account or workflow of more than a list shows.</summary>
public sealed class PickerTests
{
    private const int Many = 250;
    private const string Exceptions = "/o/big/settings/access/exceptions";

    private TestApp _app = null!;
    private TestOrganization _big = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _big = await _app.FoundAsync("big");
        _browser = await TestBrowser.SignInAsync(_app, await _big.AddMemberAsync("owner"));
        await _app.Database.ScalarAsync($"""
            INSERT INTO bank_accounts (organization_id, id, name, currency)
            SELECT '{_big.Id}', gen_random_uuid(), 'Account ' || lpad(number::text, 3, '0'), 'EUR' FROM generate_series(1, {Many}) AS number
            """);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task An_exception_is_made_for_the_last_of_many_accounts_by_its_name()
    {
        await _big.AddMemberAsync("viewer");

        (await ExceptAsync("VIEWER@big.test", "account 250")).ShouldBe(HttpStatusCode.Redirect);
        (await ExceptAsync("Role: Viewer", "Account 249")).ShouldBe(HttpStatusCode.Redirect);

        (await _app.Database.ScalarAsync("""
            SELECT string_agg(a.name || ' ' || COALESCE(u.email::text, g.role), ', ' ORDER BY a.name)
            FROM resource_grants g JOIN bank_accounts a ON a.id = g.resource_id LEFT JOIN users u ON u.id = g.user_id
            """)).ShouldBe("Account 249 viewer, Account 250 viewer@big.test");
    }

    [TestCase("nobody@big.test", "Account 001", "No member has this e-mail address.")]
    [TestCase("Role: Nobodys", "Account 001", "There is no role of this name.")]
    [TestCase("API key: nobodys", "Account 001", "There is no API key of this name that you may see.")]
    [TestCase("owner@big.test", "Account", "There is no bank account of this name that you may see.")]
    [TestCase("owner@big.test", "", "Required.")]
    [TestCase("", "Account 001", "Required.")]
    public async Task What_nobody_is_called_is_said_at_its_field(string subject, string account, string message)
    {
        using var refused = await _browser.SubmitAsync(Exceptions, Fields(subject, account));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Test]
    public async Task Two_of_one_name_are_told_apart_by_their_id()
    {
        await _big.AddMemberAsync("viewer");
        var first = await _big.OpenAccountAsync("Twin");
        await _big.OpenAccountAsync("twin");

        using var refused = await _browser.SubmitAsync(Exceptions, Fields("viewer@big.test", "Twin"));

        var page = await refused.Content.ReadAsStringAsync();
        page.ShouldContain("Several bank accounts are called this.");
        page.ShouldContain($"value=\"Twin [{first}]\"");
        (await ExceptAsync("viewer@big.test", $"Twin [{first}]")).ShouldBe(HttpStatusCode.Redirect);
        (await _app.Database.ScalarAsync("SELECT resource_id FROM resource_grants")).ShouldBe(first.Value);
    }

    [Test]
    public async Task Suggestions_follow_what_is_typed()
    {
        (await TextAsync(Exceptions + "?handler=Things&Input.ResourceId=count%2025")).ShouldSatisfyAllConditions(
            text => text.ShouldContain("value=\"Account 250\""), text => text.ShouldNotContain("Account 001"));
        (await TextAsync(Exceptions + "?handler=Subjects&Input.Subject=own")).ShouldSatisfyAllConditions(
            text => text.ShouldContain("value=\"owner@big.test\""), text => text.ShouldContain("value=\"Role: Owner\""), text => text.ShouldNotContain("Role: Viewer"));
        (await TextAsync("/o/big/settings/organization/ownership?handler=Heirs&To=own")).ShouldContain("value=\"owner@big.test\"");
        (await TextAsync("/o/big/settings/roles/new?handler=Accounts&Input.More[banking:read]=t%20250")).ShouldContain("value=\"Account 250\"");
    }

    [Test]
    public async Task A_role_is_narrowed_to_an_account_that_is_not_listed_and_keeps_it()
    {
        const string Roles = "/o/big/settings/roles";
        var token = await _browser.TokenAsync(Roles + "/new");
        (await TextAsync(Roles + "/new")).ShouldNotContain("Account 250");

        using var added = await _browser.PostAsync(
            Roles + "/new?handler=More", ("__RequestVerificationToken", token), ("Input.Name", "Clerk"), ("Input.More[banking:read]", "account 250"));
        var form = await added.Content.ReadAsStringAsync();
        form.ShouldContain("Account 250");
        form.ShouldContain("value=\"Clerk\"");

        using var saved = await _browser.PostAsync(
            Roles + "/new", ("__RequestVerificationToken", token), ("Input.Name", "Clerk"), ("Input.Permissions", "banking:read"), ("Input.More[banking:read]", "Account 250"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = await _app.Database.ScalarAsync("SELECT id FROM bank_accounts WHERE name = 'Account 250'");
        (await TextAsync(Roles + "/clerk")).ShouldContain($"value=\"banking:read={id}\" checked");

        using var unknown = await _browser.PostAsync(
            Roles + "/clerk?handler=Save", ("__RequestVerificationToken", token), ("Input.Name", "Clerk"), ("Input.Permissions", "banking:read"),
            ("Input.Narrowed", "banking:read"), ("Input.Accounts", $"banking:read={id}"), ("Input.More[banking:read]", "Nobodys"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var refused = await unknown.Content.ReadAsStringAsync();
        refused.ShouldContain("There is no bank account of this name that you may see.");
        refused.ShouldContain($"value=\"banking:read={id}\" checked");
    }

    private async Task<HttpStatusCode> ExceptAsync(string subject, string account)
    {
        using var answer = await _browser.SubmitAsync(Exceptions, Fields(subject, account));
        return answer.StatusCode;
    }

    private static (string, string)[] Fields(string subject, string account) =>
        [("Input.Subject", subject), ("Input.ResourceId", account), ("Input.Permission", "banking:read"), ("Input.Effect", "Deny")];

    private async Task<string> TextAsync(string address)
    {
        using var answer = await _browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.Content.ReadAsStringAsync();
    }
}
