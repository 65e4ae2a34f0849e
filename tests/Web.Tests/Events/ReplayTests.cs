using System.Net;
using Financbase.Testing;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Events;

/// <summary>Handing over again what happened long ago.</summary>
public sealed class ReplayTests
{
    private const string Span = """{"consumer":"workflows","from":"2020-01-01T00:00:00Z","to":"2100-01-01T00:00:00Z","type":"bank_transaction.*"}""";

    private TestApp _app = null!;
    private ApiClient _owner = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        var acme = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(acme, "owner");
        var workflow = await _owner.PostAsync("/api/workflows", """
            {"name":"Tell","trigger":{"type":"event","event":"bank_transaction.created"},
             "steps":[{"key":"keep","type":"transform","config":{"set":{"line":"{{ trigger.description }}"}}}]}
            """);
        await acme.ImportAsync(await acme.OpenAccountAsync(), "Date,Description,Amount\n2026-06-01,coffee,-4.50\n2026-06-02,rent,-900.00\n");
        await Eventually.HoldsAsync(async () => await CountAsync("event_deliveries WHERE state = 'pending'") == 0);
        (await _owner.PostAsync(workflow.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Events_whose_state_is_forgotten_are_handed_over_again_and_start_nothing_twice()
    {
        await AgeAsync(days: 40);
        await _app.Database.ScalarAsync("DELETE FROM event_deliveries");

        var replayed = await _owner.PostAsync("/api/events/replay", Span);

        replayed.Data.GetProperty("events").GetInt32().ShouldBe(2);
        await Eventually.HoldsAsync(async () => await CountAsync("workflow_executions WHERE status = 'succeeded'") == 2);
        await _app.Database.ScalarAsync("DELETE FROM event_deliveries WHERE state = 'done'");
        (await _owner.PostAsync("/api/events/replay", Span)).Data.GetProperty("events").GetInt32().ShouldBe(2);
        await Eventually.HoldsAsync(async () => await CountAsync("event_deliveries WHERE state = 'pending'") == 0);
        (await CountAsync("workflow_executions")).ShouldBe(2);
    }

    [Test]
    public async Task Events_from_before_what_is_remembered_are_refused_with_the_reason()
    {
        await AgeAsync(days: 91);

        var refused = await _owner.PostAsync("/api/events/replay", Span);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.ErrorCode.ShouldBe("events.too_old");
        (await CountAsync("event_deliveries WHERE state = 'pending'")).ShouldBe(0);
        (await CountAsync("workflow_executions")).ShouldBe(0);
    }

    [Test]
    public async Task One_that_waits_already_does_not_make_room_for_one_too_many()
    {
        await _app.Database.ScalarAsync("""
            WITH made AS (
                INSERT INTO events (organization_id, id, type, version, occurred_at, data, depth, origin)
                SELECT id, gen_random_uuid(), 'bank_transaction.created', 1, now(), '{}', 0, 'live' FROM organizations, generate_series(1, 99999)
                RETURNING organization_id, id, position)
            INSERT INTO event_deliveries (organization_id, event_id, position, consumer, state)
            SELECT organization_id, id, position, 'workflows', 'done' FROM made
            """);
        await _app.Database.ScalarAsync("""
            UPDATE event_deliveries SET state = 'pending', due_at = now() + interval '1 hour' WHERE consumer = 'workflows'
                AND position = (SELECT min(position) FROM events WHERE type = 'bank_transaction.created')
            """);

        var refused = await _owner.PostAsync("/api/events/replay", Span);

        refused.ErrorCode.ShouldBe("events.too_many");
        (await CountAsync("event_deliveries WHERE state = 'pending'")).ShouldBe(1);
    }

    [Test]
    public async Task The_page_hands_a_span_over_and_says_how_many()
    {
        var acme = await _app.FoundAsync("zone");
        var person = await acme.AddMemberAsync("owner");
        await acme.ImportAsync(await acme.OpenAccountAsync(), "Date,Description,Amount\n2026-06-01,coffee,-4.50\n2026-06-02,rent,-900.00\n");
        await Eventually.HoldsAsync(async () => await CountAsync("event_deliveries WHERE state = 'pending'") == 0);
        using var browser = await TestBrowser.SignInAsync(_app, person);

        using var refused = await SubmitAsync("2100-01-01T00:00", "2020-01-01T00:00");
        using var done = await SubmitAsync("2020-01-01T00:00", "2100-01-01T00:00");

        (await refused.Content.ReadAsStringAsync()).ShouldContain("The end must be after the beginning.");
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await browser.GetAsync("/o/zone/events")).Content.ReadAsStringAsync()).ShouldContain("2 events are handed to workflows again.");
        using var viewer = await TestBrowser.SignInAsync(_app, await acme.AddMemberAsync("viewer"));
        (await (await viewer.GetAsync("/o/zone/events")).Content.ReadAsStringAsync()).ShouldNotContain("Hand events over again");

        async Task<HttpResponseMessage> SubmitAsync(string from, string to) => await browser.PostAsync(
            "/o/zone/events?handler=Replay", ("Replay.Consumer", "workflows"), ("Replay.From", from), ("Replay.To", to),
            ("Replay.Type", "bank_transaction.created"), ("__RequestVerificationToken", await browser.TokenAsync("/o/zone/events")));
    }

    private Task AgeAsync(int days) =>
        _app.Database.ScalarAsync($"UPDATE events SET occurred_at = now() - interval '{days} days' WHERE type = 'bank_transaction.created'");

    private async Task<long> CountAsync(string from) => (long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM {from}"))!;
}
