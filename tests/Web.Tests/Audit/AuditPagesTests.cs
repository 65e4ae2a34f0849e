using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Application.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Audit;

public sealed class AuditPagesTests
{
    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private TestPerson _person = null!;
    private TestBrowser _owner = null!;
    private ApiClient _api = null!;
    private ApiClient _viewer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _acme = await _app.FoundAsync("acme");
        _person = await _acme.AddMemberAsync("owner");
        _owner = await TestBrowser.SignInAsync(_app, _person);
        _api = new ApiClient(_app, await _acme.IssueKeyAsync(_person));
        _viewer = await ApiClient.OfAsync(_acme, "viewer");
        foreach (var name in new[] { "=cmd|'/c calc'!A0", "<script>alert(1)</script>", "Plain \"quoted\"", "Umlaut äöü" })
            _ = (await _acme.SendAsync(new CreateBankAccount(name, "EUR"))).Value;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _api.Dispose();
        _viewer.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_log_is_read_page_by_page_newest_first_and_each_entry_once()
    {
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _api.GetAsync($"/api/audit-logs?action=bank_account.*&limit=1{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.Data.EnumerateArray().Select(entry => entry.GetProperty("target").GetProperty("label").GetString()!));
            cursor = page.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
        }

        seen.ShouldBe(["Umlaut äöü", "Plain \"quoted\"", "<script>alert(1)</script>", "=cmd|'/c calc'!A0"]);
    }

    [TestCase("q=umlaut", 1)]
    [TestCase("q=%00%25_", 0)]
    [TestCase("who=owner@acme", 0)]
    [TestCase("action=bank_account.open", 4)]
    [TestCase("action=no.such", 0)]
    [TestCase("action=bank_account.*&from=2020-01-01", 4)]
    [TestCase("action=bank_account.*&from=0001-01-01&to=9999-12-31T23:59:59Z", 4)]
    [TestCase("action=bank_account.*&to=1969-01-01", 0)]
    [TestCase("action=bank_account.*&from=2200-01-01", 0)]
    [TestCase("targetId=nothing", 0)]
    public async Task Each_filter_narrows(string query, int expected) =>
        (await _api.GetAsync($"/api/audit-logs?{query}")).Data.GetArrayLength().ShouldBe(expected);

    [TestCase("from=yesterday")]
    [TestCase("format=xml")]
    [TestCase("limit=0")]
    [TestCase("cursor=bm9uc2Vuc2U")]
    public async Task A_filter_that_makes_no_sense_is_named(string query) =>
        (await _api.GetAsync($"/api/audit-logs?{query}")).Fields.ShouldBe([query.Split('=')[0]]);

    [Test]
    public async Task One_entry_is_read_and_an_unknown_one_is_not_found()
    {
        var id = (await _api.GetAsync("/api/audit-logs?q=umlaut")).Data[0].GetProperty("id").GetString();

        (await _api.GetAsync($"/api/audit-logs/{id}")).Data.GetProperty("action").GetString().ShouldBe("bank_account.open");
        (await _api.GetAsync($"/api/audit-logs/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _viewer.GetAsync($"/api/audit-logs/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task The_CSV_holds_everything_that_fits_and_no_formula()
    {
        using var answer = await _owner.GetAsync("/o/acme/settings/audit?handler=Csv&action=bank_account.open");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5);
        lines[4].ShouldContain("\"'=cmd|'/c calc'!A0\"");
        lines.ShouldAllBe(line => !Regex.IsMatch(line, "(^|,)\"?[=+@-]"));
    }

    [Test]
    public async Task The_JSON_lines_are_one_entry_each_as_the_API_answers_it()
    {
        using var answer = await _owner.GetAsync("/o/acme/settings/audit?handler=JsonLines&action=bank_account.open");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var listed = (await _api.GetAsync("/api/audit-logs?action=bank_account.open")).Data;
        lines.Select(line => JsonElement.Parse(line).GetProperty("id").GetString())
            .ShouldBe(listed.EnumerateArray().Select(entry => entry.GetProperty("id").GetString()));
    }

    [Test]
    public async Task More_than_one_page_is_streamed_whole()
    {
        await _app.Database.ScalarAsync($"""
            INSERT INTO audit_logs (organization_id, id, at, actor_kind, actor, action, changes, omitted, summary)
            SELECT '{_acme.Id}', (overlay(first_uuid_at(now() - interval '1 day')::text PLACING lpad(to_hex(n), 12, '0') FROM 25))::uuid,
                now() - interval '1 day', 'system', 'platform', 'test.many', '[]', 0, '{"{}"}'
            FROM generate_series(1, 450) AS n
            """);

        using var answer = await _owner.GetAsync("/o/acme/settings/audit?handler=JsonLines&action=test.many");

        (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count().ShouldBe(450);
    }

    [Test]
    public async Task The_page_lists_and_shows_an_entry_and_escapes_what_people_typed()
    {
        using var list = await _owner.GetAsync("/o/acme/settings/audit?action=bank_account.open");
        var html = await list.Content.ReadAsStringAsync();
        html.ShouldContain("Opened a bank account");
        html.ShouldNotContain("<script>alert(1)");

        var id = (await _api.GetAsync("/api/audit-logs?q=umlaut")).Data[0].GetProperty("id").GetString();
        using var details = await _owner.GetAsync($"/o/acme/settings/audit/{id}");
        WebUtility.HtmlDecode(await details.Content.ReadAsStringAsync()).ShouldContain("Bank account “Umlaut äöü”");
        (await _owner.GetAsync($"/o/acme/settings/audit/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_command_that_is_repeated_by_its_key_leaves_one_entry()
    {
        using var api = await ApiClient.OfAsync(await _app.FoundAsync("beta"), "owner");
        foreach (var _ in new[] { 1, 2 })
            (await api.PostAsync("/api/bank-accounts", """{"name":"Only once","currency":"USD"}""", ("Idempotency-Key", "once"))).Status.ShouldBe(HttpStatusCode.Created);

        (await api.GetAsync("/api/audit-logs?q=only+once")).Data.GetArrayLength().ShouldBe(1);
    }
}
