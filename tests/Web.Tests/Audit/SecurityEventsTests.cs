using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Audit;

public sealed class SecurityEventsTests
{
    private TestApp _app = null!;
    private ApiClient _acme = null!;
    private ApiClient _other = null!;
    private TestPerson _owner = null!;
    private string _key = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        var acme = await _app.FoundAsync("acme");
        var other = await _app.FoundAsync("other");
        _owner = await acme.AddMemberAsync("owner");
        var stranger = await other.AddMemberAsync("owner");

        using (await TestBrowser.SignInAsync(_app, _owner))
        using (await TestBrowser.SignInAsync(_app, stranger))
        {
        }

        using (var guess = TestBrowser.Open(_app))
            (await guess.SignInAsync(_owner.Email, "wrong horse battery")).Dispose();

        _key = await acme.IssueKeyAsync(_owner);
        _acme = new ApiClient(_app, _key);
        _other = new ApiClient(_app, await other.IssueKeyAsync(stranger));
        using var viewer = await ApiClient.OfAsync(acme, "viewer");
        (await viewer.GetAsync("/api/audit-logs")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _acme.Dispose();
        _other.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task An_organization_sees_its_members_sign_ins_and_what_it_refused()
    {
        var seen = (await _acme.GetAsync("/api/security-events")).Data.EnumerateArray()
            .Select(row => (Kind: row.GetProperty("kind").GetString(), Person: row.GetProperty("person").GetString())).ToList();

        seen[0].ShouldBe(("accessRefused", "viewer@acme.test"));
        seen.ShouldContain(("signInRefused", _owner.Email));
        seen.ShouldContain(("signedIn", _owner.Email));
        seen.ShouldAllBe(row => row.Person == null || row.Person.EndsWith("@acme.test", StringComparison.Ordinal));
        (await _other.GetAsync("/api/security-events")).Data.EnumerateArray()
            .ShouldAllBe(row => row.GetProperty("person").GetString() == "owner@other.test");
    }

    [TestCase("kind=signInRefused", "signInRefused")]
    [TestCase("kind=signedIn&who=OWNER@acme", "signedIn")]
    public async Task Each_filter_narrows(string query, string kind)
    {
        var rows = (await _acme.GetAsync($"/api/security-events?{query}")).Data.EnumerateArray().ToList();
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(row => row.GetProperty("kind").GetString() == kind && row.GetProperty("person").GetString() == _owner.Email);
    }

    [Test]
    public async Task What_happened_to_a_person_before_they_were_a_member_is_not_the_organizations_business()
    {
        await _app.Database.ScalarAsync($"""
            INSERT INTO security_events (id, kind, occurred_at, user_id)
            VALUES ('{Guid.CreateVersion7()}', 'password_reset', now() - interval '10 days', '{_owner.Id}')
            """);

        (await _acme.GetAsync("/api/security-events?kind=passwordReset")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task An_account_made_by_an_operator_is_in_the_journal() =>
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM security_events WHERE kind = 'user_created' AND user_id = '{_owner.Id}'")).ShouldBe(1L);

    [Test]
    public async Task Both_tell_it_as_JSON_lines_too()
    {
        var rows = (await _acme.GetAsync("/api/security-events?kind=signInRefused")).Data;
        using var client = _app.CreateApiClient(_key);
        using var file = await client.GetAsync("/api/security-events?kind=signInRefused&format=jsonl");
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        using var page = await browser.GetAsync("/o/acme/settings/audit/security?handler=JsonLines&kind=signInRefused");

        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var lines = (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        System.Text.Json.JsonElement.Parse(lines.ShouldHaveSingleItem()).GetRawText().ShouldBe(rows[0].GetRawText());
        (await page.Content.ReadAsStringAsync()).ShouldBe(lines[0] + "\n");
    }

    [Test]
    public async Task The_page_and_its_CSV_show_the_same()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        using var page = await browser.GetAsync("/o/acme/settings/audit/security?kind=signInRefused");
        (await page.Content.ReadAsStringAsync()).ShouldContain("Wrong password");
        using var csv = await browser.GetAsync("/o/acme/settings/audit/security?handler=Csv&kind=signInRefused");
        (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1].ShouldContain("sign_in_refused");
    }
}
