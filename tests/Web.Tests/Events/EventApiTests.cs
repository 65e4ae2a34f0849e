using System.Net;
using Financbase.Domain.Banking;
using Financbase.Testing;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Events;

public sealed class EventApiTests
{
    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private BankAccountId _account;
    private ApiClient _owner = null!;
    private ApiClient _viewer = null!;
    private ApiClient _foreign = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _acme = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(_acme, "owner");
        _viewer = await ApiClient.OfAsync(_acme, "viewer");
        _foreign = await ApiClient.OfAsync(await _app.FoundAsync("other"), "owner");
        _account = await _acme.OpenAccountAsync();
        _ = (await _acme.ImportAsync(_account, "Date,Description,Amount\n2026-06-01,Coffee,-4.50\n2026-06-02,Rent,-900.00\n")).Value;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _viewer.Dispose();
        _foreign.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_log_is_read_newest_first_page_by_page_and_each_event_once()
    {
        var seen = new List<string>();
        for (string? next = "/api/events?type=bank_transaction.created&limit=1"; next is not null;)
        {
            var page = await _owner.GetAsync(next);
            seen.AddRange(page.Data.EnumerateArray().Select(found => found.GetProperty("data").GetProperty("description").GetString()!));
            var cursor = page.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
            next = cursor is null ? null : $"/api/events?type=bank_transaction.created&limit=1&cursor={cursor}";
        }

        seen.ShouldBe(["Rent", "Coffee"]);
    }

    [TestCase("type=bank_statement.*", 1)]
    [TestCase("type=bank_statement.undone", 0)]
    [TestCase("type=bank_statement.*&to=2020-01-01T00:00:00Z", 0)]
    [TestCase("type=bank_statement.*&from=2020-01-01T00:00:00Z", 1)]
    [TestCase("causedBy=0197c4a0-5e00-7000-8000-000000000001", 0)]
    [TestCase("delivery=dead", 0)]
    [TestCase("origin=backfill", 0)]
    [TestCase("type=bank_statement.*&origin=live", 1)]
    public async Task Filters_narrow(string query, int count) =>
        (await _owner.GetAsync($"/api/events?{query}")).Data.GetArrayLength().ShouldBe(count);

    [TestCase("type=no.such")]
    [TestCase("type=.*")]
    [TestCase("from=yesterday")]
    [TestCase("causedBy=me")]
    [TestCase("delivery=lost")]
    [TestCase("origin=nowhere")]
    [TestCase("cursor=AAAA")]
    public async Task A_filter_that_means_nothing_is_refused(string query) =>
        (await _owner.GetAsync($"/api/events?{query}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Test]
    public async Task An_event_of_another_organization_is_an_unknown_one()
    {
        var id = await FirstAsync("bank_statement.imported");

        (await _foreign.GetAsync($"/api/events/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _foreign.GetAsync($"/api/events/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _foreign.PostAsync($"/api/events/{id}/deliveries/workflows/retry")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _foreign.GetAsync("/api/events?type=bank_statement.*")).Data.GetArrayLength().ShouldBe(0);
        (await _viewer.GetAsync("/api/events")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_delivery_that_was_given_up_is_handed_over_again_once()
    {
        var id = await FirstAsync("bank_statement.imported");
        await Eventually.HoldsAsync(async () => await StateAsync(id) == "done");
        await _app.Database.ScalarAsync($"UPDATE event_deliveries SET state = 'dead', attempts = 10, last_error = 'out of luck' WHERE event_id = '{id}'");
        (await StateAsync(id)).ShouldBe("dead");

        (await _owner.PostAsync($"/api/events/{id}/deliveries/workflows/retry")).Status.ShouldBe(HttpStatusCode.Accepted);

        await Eventually.HoldsAsync(async () => await StateAsync(id) == "done");
        (await _owner.PostAsync($"/api/events/{id}/deliveries/workflows/retry")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_delivery_that_was_given_up_is_handed_over_again_from_its_page()
    {
        var id = await FirstAsync("bank_statement.imported");
        await Eventually.HoldsAsync(async () => await StateAsync(id) == "done");
        await _app.Database.ScalarAsync($"UPDATE event_deliveries SET state = 'dead', attempts = 10, last_error = 'out of luck' WHERE event_id = '{id}'");
        using var browser = await TestBrowser.SignInAsync(_app, await _acme.AddMemberAsync("admin"));
        var page = $"/o/acme/events/{id}";
        var shown = await browser.GetStringAsync(page);
        shown.ShouldContain("out of luck");
        shown.ShouldContain("handler=Retry");

        using (var handed = await browser.SubmitAsync($"{page}?handler=Retry&consumer=workflows"))
            handed.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await Eventually.HoldsAsync(async () => await StateAsync(id) == "done");
        (await browser.GetStringAsync(page)).ShouldNotContain("handler=Retry");
    }

    [Test]
    public async Task Replay_reaches_a_workflow_that_was_published_since_and_starts_it_once_for_each_event()
    {
        var workflow = (await _owner.PostAsync("/api/workflows", """
            {"name":"Late","trigger":{"type":"event","event":"bank_transaction.created"},
             "steps":[{"key":"keep","type":"transform","config":{"set":{"line":"{{ trigger.description }}"}}}]}
            """)).Data.GetProperty("id").GetString();
        (await _owner.PostAsync($"/api/workflows/{workflow}/publish")).Status.ShouldBe(HttpStatusCode.OK);
        const string Span = """{"consumer":"workflows","from":"2020-01-01T00:00:00Z","to":"2100-01-01T00:00:00Z","type":"bank_transaction.*"}""";

        var replayed = await _owner.PostAsync("/api/events/replay", Span);
        replayed.Status.ShouldBe(HttpStatusCode.Accepted);
        replayed.Data.GetProperty("events").GetInt32().ShouldBe(2);
        await Eventually.HoldsAsync(async () => await RunsAsync(workflow) == 2);
        (await _owner.PostAsync("/api/events/replay", Span)).Status.ShouldBe(HttpStatusCode.Accepted);

        await Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM event_deliveries WHERE state = 'pending'"))! == 0);
        (await RunsAsync(workflow)).ShouldBe(2);
    }

    [TestCase("""{"consumer":"nobody","from":"2020-01-01T00:00:00Z","to":"2100-01-01T00:00:00Z"}""", "consumer")]
    [TestCase("""{"consumer":"workflows","from":"2020-01-02T00:00:00Z","to":"2020-01-01T00:00:00Z"}""", "to")]
    [TestCase("""{"consumer":"workflows","from":"2020-01-01T00:00:00Z","to":"2100-01-01T00:00:00Z","type":"no.such"}""", "type")]
    public async Task A_replay_that_means_nothing_is_refused(string body, string field)
    {
        var answer = await _owner.PostAsync("/api/events/replay", body);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Fields.ShouldBe([field]);
    }

    [Test]
    public async Task The_catalogue_describes_each_type_with_a_schema_and_an_example_of_the_readers_own()
    {
        var types = (await _viewer.GetAsync("/api/event-types")).Data.EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!);

        var line = types["bank_transaction.created"];
        line.GetProperty("schema").GetProperty("properties").GetProperty("amount").GetProperty("required")[0].GetString().ShouldBe("value");
        line.GetProperty("schema").GetProperty("properties").GetProperty("id").GetProperty("format").GetString().ShouldBe("uuid");
        line.GetProperty("example").GetProperty("organizationId").GetGuid().ShouldBe(_acme.Id.Value);
        line.GetProperty("example").GetProperty("data").GetProperty("amount").GetProperty("value").GetString().ShouldBe("-1250.00");
        types.Count.ShouldBeGreaterThanOrEqualTo(14);
    }

    [Test]
    public async Task The_catalogue_is_searched_narrowed_to_a_subject_and_taken_along()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _acme.AddMemberAsync("member"));

        (await NamesAsync("?subject=journal_entry")).ShouldBe(["journal_entry.posted", "journal_entry.reversed"]);
        (await NamesAsync("?q=MIRROR")).ShouldBe(["journal_entry.reversed"]);
        (await NamesAsync("?subject=period&sort=-name")).ShouldBe(["period.reserved", "period.reopened", "period.locked"]);
        (await NamesAsync("?subject=nobody")).ShouldBeEmpty();
        var page = await browser.GetStringAsync("/o/acme/events/types?subject=period&text=LOCK");
        page.ShouldContain("id=\"period.locked\"");
        page.ShouldNotContain("id=\"period.reopened\"");
        (await browser.GetStringAsync("/o/acme/events/types?text=nothing+like+it")).ShouldContain("Nothing found");
        var csv = await browser.GetStringAsync("/o/acme/events/types?handler=Csv&subject=period");
        csv.ShouldContain("Name,Version,Summary,Schema,Example\r\n\"period.locked\",1,");
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);

        async Task<string[]> NamesAsync(string query) =>
            [.. (await _viewer.GetAsync("/api/event-types" + query)).Data.EnumerateArray().Select(type => type.GetProperty("name").GetString()!)];
    }

    private async Task<string> FirstAsync(string type) =>
        (await _owner.GetAsync($"/api/events?type={type}&limit=1")).Data[0].GetProperty("id").GetString()!;

    private async Task<string?> StateAsync(string id) => (await _owner.GetAsync($"/api/events/{id}")).Data.GetProperty("deliveries").EnumerateArray()
        .Single(delivery => delivery.GetProperty("consumer").GetString() == "workflows").GetProperty("state").GetString();

    private async Task<int> RunsAsync(string? workflow) => (await _owner.GetAsync($"/api/workflows/{workflow}/executions")).Data.GetArrayLength();
}
