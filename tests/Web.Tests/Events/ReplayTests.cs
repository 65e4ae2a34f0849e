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

    private Task AgeAsync(int days) =>
        _app.Database.ScalarAsync($"UPDATE events SET occurred_at = now() - interval '{days} days' WHERE type = 'bank_transaction.created'");

    private async Task<long> CountAsync(string from) => (long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM {from}"))!;
}
