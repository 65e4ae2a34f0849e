using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Organizations;

/// <summary>The life of an organization, from its founding to its end.</summary>
public sealed class OrganizationTests
{
    private const string Ownership = "/o/firm/settings/organization/ownership";

    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestPerson _owner = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _owner = await _firm.AddMemberAsync("owner");
        _browser = await TestBrowser.SignInAsync(_app, _owner);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("blocked", "/o/firm/settings/data", "/")]
    [TestCase("erased", "/", "/")]
    [TestCase("suspended", "/o/firm/settings/organization/ownership", "/")]
    public async Task The_page_of_a_stopped_organization_leads_where_one_may_go(string state, string owner, string viewer)
    {
        using var other = await TestBrowser.SignInAsync(_app, await _firm.AddMemberAsync("viewer"));
        await _app.Database.ScalarAsync($"UPDATE organizations SET state = '{state}', state_changed_at = now() WHERE slug = 'firm'");

        foreach (var (browser, wanted) in new[] { (_browser, owner), (other, viewer) })
        {
            using var answer = await browser.GetAsync("/o/firm/banking");
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            var page = await answer.Content.ReadAsStringAsync();
            page.ShouldContain("This organization does not work now");
            page[page.IndexOf("class=\"actions\"", StringComparison.Ordinal)..].ShouldContain($"<a class=\"btn\" href=\"{wanted}\">");
            if (wanted != "/")
                (await browser.GetAsync(wanted)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task The_bare_address_leads_to_where_one_was_last_as_long_as_one_may_work_there()
    {
        var zeta = await _app.FoundAsync("zeta");
        await zeta.AddMemberAsync(_owner, "viewer");
        (await ToAsync()).ShouldBe("/o/firm/");

        (await _browser.GetAsync("/o/zeta/banking")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ToAsync()).ShouldBe("/o/zeta/");
        await _app.Database.ScalarAsync("UPDATE organizations SET state = 'suspended' WHERE slug = 'zeta'");
        (await ToAsync()).ShouldBe("/o/firm/");
        await _app.Database.ScalarAsync("UPDATE organizations SET state = CASE slug WHEN 'zeta' THEN 'active' ELSE 'suspended' END");
        (await ToAsync()).ShouldBe("/o/zeta/");
        await _app.Database.ScalarAsync("UPDATE organizations SET state = 'active'");
        await _app.Database.ScalarAsync($"DELETE FROM memberships WHERE organization_id = '{zeta.Id}'");
        (await ToAsync()).ShouldBe("/o/firm/");

        async Task<string> ToAsync() => (await _browser.GetAsync("/")).Headers.Location!.OriginalString;
    }

    [Test]
    public async Task Whoever_founds_an_organization_owns_it()
    {
        var founder = await _app.CreateUserAsync("founder@new.test");
        using var browser = await TestBrowser.SignInAsync(_app, founder);

        using var made = await FoundAsync(browser, "bakery");

        made.Headers.Location!.OriginalString.ShouldBe("/o/bakery/");
        (await browser.GetAsync("/o/bakery/settings/organization/ownership")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM events WHERE type IN ('organization.founded', 'member.added') AND organization_id <> '" + _firm.Id + "'")).ShouldBe(2L);
    }

    [TestCase("firm")]
    [TestCase("admin")]
    [TestCase("Not A Slug")]
    [TestCase("")]
    public async Task A_slug_that_is_taken_kept_or_misshapen_is_refused_at_its_field(string slug)
    {
        using var answer = await FoundAsync(_browser, slug);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM organizations")).ShouldBe(1L);
    }

    [Test]
    public async Task Two_who_want_one_slug_at_once_do_not_both_get_it()
    {
        using var other = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync("other@new.test"));

        var answers = await Task.WhenAll(FoundAsync(_browser, "prize"), FoundAsync(other, "prize"));

        answers.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity], ignoreOrder: true);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM memberships m JOIN organizations o ON o.id = m.organization_id WHERE o.slug = 'prize'")).ShouldBe(1L);
    }

    [Test]
    public async Task An_old_slug_leads_members_on_and_nobody_else_and_is_never_given_again()
    {
        using var stranger = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync("stranger@new.test"));
        using var api = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));

        (await api.PutAsync("/api/organization", """{"name":"Firm","slug":"renamed","timeZone":"Europe/Berlin","fiscalYearStartMonth":4}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await _browser.GetAsync("/o/firm/banking?status=posted")).Headers.Location!.OriginalString.ShouldBe("/o/renamed/banking?status=posted");
        (await stranger.GetAsync("/o/firm/banking")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FoundAsync(stranger, "firm")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var profile = (await api.GetAsync("/api/organization")).Data;
        profile.GetProperty("slug").GetString().ShouldBe("renamed");
        profile.GetProperty("timeZone").GetString().ShouldBe("Europe/Berlin");
    }

    [TestCase("""{"name":"Firm","slug":"firm","timeZone":"UTC","fiscalYearStartMonth":1,"baseCurrency":"USD"}""")]
    [TestCase("""{"name":"","slug":"firm","timeZone":"UTC","fiscalYearStartMonth":1}""")]
    [TestCase("""{"name":"Firm","slug":"firm","timeZone":"Nowhere","fiscalYearStartMonth":1}""")]
    [TestCase("""{"name":"Firm","slug":"firm","timeZone":"UTC","fiscalYearStartMonth":13}""")]
    [TestCase("""{"name":"Firm","slug":"firm","timeZone":"UTC"}""")]
    public async Task A_bad_profile_changes_nothing(string body)
    {
        using var api = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));

        (await api.PutAsync("/api/organization", body)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await _app.Database.ScalarAsync("SELECT name FROM organizations")).ShouldBe("firm Ltd");
    }

    [Test]
    public async Task A_suspended_organization_refuses_everything_but_the_way_back()
    {
        var viewer = await _firm.AddMemberAsync("viewer");
        using var theirs = await TestBrowser.SignInAsync(_app, viewer);
        using var api = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));

        (await StateAsync("suspend")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await api.GetAsync("/api/bank-accounts")).ErrorCode.ShouldBe("organizations.suspended");
        (await api.GetAsync("/api/bank-accounts")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var refused = await theirs.GetAsync("/o/firm/banking");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("is suspended");
        (await theirs.GetAsync(Ownership)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await StateAsync("resume")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await api.GetAsync("/api/bank-accounts")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Closing_asks_for_the_name_and_can_be_taken_back_for_thirty_days()
    {
        (await CloseAsync("Firm")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await CloseAsync("firm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _browser.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await StateAsync("reopen")).Dispose();
        (await _browser.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await CloseAsync("firm")).Dispose();
        await _app.Database.ScalarAsync("UPDATE organizations SET state_changed_at = now() - interval '31 days'");
        (await StateAsync("reopen")).Dispose();
        (await _browser.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Handing_over_makes_one_owner_of_two_and_an_administrator_cannot()
    {
        var admin = await _firm.AddMemberAsync("admin");
        using var theirs = await TestBrowser.SignInAsync(_app, admin);
        (await theirs.GetAsync(Ownership)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await PostAsync(_browser, "Transfer", ("To", admin.Email.ToUpperInvariant()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await RoleOfAsync(admin)).ShouldBe("owner");
        (await RoleOfAsync(_owner)).ShouldBe("admin");
    }

    [Test]
    public async Task Ownership_cannot_be_handed_to_a_stranger()
    {
        var stranger = await _app.CreateUserAsync("stranger@new.test");
        await _firm.AddMemberAsync("admin");

        using var unknown = await PostAsync(_browser, "Transfer", ("To", stranger.Email));
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("No member has this e-mail address.");
        (await PostAsync(_browser, "Transfer", ("To", $"somebody [{stranger.Id.Value}]"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await RoleOfAsync(_owner)).ShouldBe("owner");
        (await RoleOfAsync(stranger)).ShouldBeNull();
    }

    [Test]
    public async Task A_member_leaves_and_the_last_owner_cannot()
    {
        var viewer = await _firm.AddMemberAsync("viewer");
        using var theirs = await TestBrowser.SignInAsync(_app, viewer);

        (await LeaveAsync(theirs)).Headers.Location!.OriginalString.ShouldBe("/");
        (await LeaveAsync(_browser)).Dispose();

        (await theirs.GetAsync("/o/firm/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await RoleOfAsync(_owner)).ShouldBe("owner");
    }

    private async Task<string?> RoleOfAsync(TestPerson person) =>
        (string?)await _app.Database.ScalarAsync($"SELECT role FROM memberships WHERE user_id = '{person.Id}'");

    private static Task<HttpResponseMessage> FoundAsync(TestBrowser browser, string slug) => browser.SubmitAsync(
        "/organizations/new", ("Input.Name", "Bakery"), ("Input.Slug", slug), ("Input.Currency", "EUR"));

    private Task<HttpResponseMessage> StateAsync(string verb) => PostAsync(_browser, "State", ("verb", verb));

    private Task<HttpResponseMessage> CloseAsync(string word) => PostAsync(_browser, "Close", ("Input.Confirmation", word));

    private static async Task<HttpResponseMessage> PostAsync(TestBrowser browser, string handler, params (string, string)[] fields) =>
        await browser.PostAsync($"{Ownership}?handler={handler}", [.. fields, ("__RequestVerificationToken", await browser.TokenAsync(Ownership))]);

    private static async Task<HttpResponseMessage> LeaveAsync(TestBrowser browser)
    {
        const string Profile = "/o/firm/settings/organization";
        return await browser.PostAsync(Profile + "?handler=Leave", ("__RequestVerificationToken", await browser.TokenAsync(Profile)));
    }
}
