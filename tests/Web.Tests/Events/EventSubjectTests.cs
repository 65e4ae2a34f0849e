using System.Net;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Events;

/// <summary>What an event is about is shown to those only who may see such things elsewhere.</summary>
public sealed class EventSubjectTests
{
    private const string Amount = "8171.25";
    private const string Entry = "/api/events?type=journal_entry.posted";

    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private ApiClient _owner = null!;
    private TestPerson _accountant = null!;
    private string _watch = "";
    private string _event = "";
    private string _run = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _acme = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(_acme, "owner");
        _accountant = await _acme.AddMemberAsync("accountant");
        var created = await _owner.PostAsync("/api/workflows", """
            {"name":"Watch","trigger":{"type":"event","event":"journal_entry.posted"},
             "steps":[{"key":"keep","type":"transform","config":{"set":{"seen":"{{ trigger.total.value }}"}},"next":{"default":"tell"}},
                {"key":"tell","type":"emitEvent","config":{"name":"seen","data":{"total":"{{ trigger.total.value }}"}}}]}
            """);
        created.Status.ShouldBe(HttpStatusCode.Created, created.Json.GetRawText());
        _watch = created.Data.GetProperty("id").GetString()!;
        var published = await _owner.PostAsync($"/api/workflows/{_watch}/publish");
        published.Status.ShouldBe(HttpStatusCode.OK, published.Json.GetRawText());
        var books = await TestBooks.OpenAsync(_acme);
        (await books.PostAsync(new DateOnly(2026, 6, 1), books.Rent, books.Bank, 8171.25m)).IsSuccess.ShouldBeTrue();
        await Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM events WHERE type = 'custom.seen'"))! == 1);
        _event = (await _owner.GetAsync(Entry)).Data[0].GetProperty("id").GetString()!;
        _run = (await _owner.GetAsync("/api/executions")).Data[0].GetProperty("id").GetString()!;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Without_ledger_read_no_entry_is_told_by_the_log_by_what_it_led_to_or_by_a_run()
    {
        using var blind = await KeyAsync(Permissions.Events.Read, Permissions.Workflows.Read, Permissions.Executions.Read, Permissions.Members.Read);
        using var sees = await KeyAsync(Permissions.Events.Read, Permissions.Workflows.Read, Permissions.Executions.Read, Permissions.Ledger.Read);

        (await sees.GetAsync("/api/events?limit=200")).Json.GetRawText().ShouldContain(Amount);
        var told = (await blind.GetAsync("/api/events?limit=200")).Json.GetRawText();
        told.ShouldContain("member.added");
        told.ShouldNotContain(Amount);
        told.ShouldNotContain("custom.seen", Case.Sensitive, "It says what the entry said.");
        foreach (var address in new[] { $"/api/events/{_event}", $"/api/executions/{_run}", $"/api/executions/{_run}/logs", $"/api/executions/{_run}/steps/keep" })
        {
            (await sees.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK, address);
            (await blind.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
        }

        (await sees.GetAsync("/api/executions")).Data.GetArrayLength().ShouldBe(1);
        (await blind.GetAsync("/api/executions")).Data.GetArrayLength().ShouldBe(0);
        (await blind.GetAsync($"/api/events?causedBy={_event}")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task The_pages_and_their_files_tell_as_little()
    {
        var role = await _owner.PostAsync("/api/roles", """
            {"name":"Watchers","permissions":["organization:read","events:read","workflows:read","executions:read","members:read"]}
            """);
        var person = await _app.CreateUserAsync("watcher@acme.test");
        await _acme.AddMemberAsync(person, role.Data.GetProperty("key").GetString()!);
        using var browser = await TestBrowser.SignInAsync(_app, person);

        foreach (var address in new[] { "/o/acme/events", "/o/acme/events?handler=Csv", "/o/acme/workflows/executions", "/o/acme/workflows/executions?handler=Csv", $"/o/acme/workflows/{_watch}", "/o/acme/" })
        {
            using var page = await browser.GetAsync(address);
            page.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            var text = await page.Content.ReadAsStringAsync();
            text.ShouldNotContain(Amount, Case.Sensitive, address);
            text.ShouldNotContain("8,171.25", Case.Sensitive, address);
            text.ShouldNotContain(_run, Case.Insensitive, address);
        }

        (await browser.GetAsync($"/o/acme/events/{_event}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_draft_is_not_tried_on_an_entry_that_its_author_may_not_see()
    {
        var owner = await _acme.AddMemberAsync("admin");
        using var blind = new ApiClient(_app, await _acme.IssueKeyAsync(owner, Permissions.Events.Read, Permissions.Workflows.Read, Permissions.Workflows.Manage, Permissions.Events.Emit));
        using var sees = new ApiClient(_app, await _acme.IssueKeyAsync(
            owner, Permissions.Events.Read, Permissions.Workflows.Read, Permissions.Workflows.Manage, Permissions.Events.Emit, Permissions.Ledger.Read));
        var test = $$"""{"eventId":"{{_event}}"}""";

        (await sees.PostAsync($"/api/workflows/{_watch}/test", test)).Json.GetRawText().ShouldContain(Amount);
        var refused = await blind.PostAsync($"/api/workflows/{_watch}/test", test);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Fields.ShouldBe(["triggers[0].event"]);
        (await sees.PostAsync($"/api/workflows/{_watch}/backtest", "{}")).Data.GetProperty("events").GetInt32().ShouldBe(1);
        (await blind.PostAsync($"/api/workflows/{_watch}/backtest", "{}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Of_each_type_only_those_see_events_who_hold_its_permission()
    {
        foreach (var permission in EventCatalogue.All.Select(type => type.Permission).OfType<string>().Distinct().Where(PermissionCatalogue.ForApiKeys.Contains))
        {
            foreach (var type in EventCatalogue.All.Where(type => type.Permission == permission))
            {
                await _app.Database.ScalarAsync($$"""
                    INSERT INTO events (organization_id, id, type, version, occurred_at, data, origin, depth)
                    VALUES ('{{_acme.Id}}', '{{Guid.CreateVersion7()}}', '{{type.Name}}', 1, now(), '{}', 'backfill', 0)
                    """);
            }

            var person = await _app.CreateUserAsync($"{Guid.NewGuid():N}@acme.test");
            await _acme.AddMemberAsync(person, "admin");
            using var blind = new ApiClient(_app, await _acme.IssueKeyAsync(person, [.. PermissionCatalogue.ForApiKeys.Where(key => key != permission)]));
            using var sees = new ApiClient(_app, await _acme.IssueKeyAsync(person, Permissions.Events.Read, permission));
            foreach (var type in EventCatalogue.All.Where(type => type.Permission == permission))
            {
                (await blind.GetAsync($"/api/events?type={type.Name}")).Data.GetArrayLength().ShouldBe(0, type.Name);
                (await sees.GetAsync($"/api/events?type={type.Name}")).Data.EnumerateArray()
                    .Count(found => found.GetProperty("origin").GetString() == "backfill").ShouldBe(1, type.Name);
            }
        }
    }

    private async Task<ApiClient> KeyAsync(params string[] scopes) => new(_app, await _acme.IssueKeyAsync(_accountant, scopes));
}
