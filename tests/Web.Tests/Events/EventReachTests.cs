using System.Net;
using System.Text.Json;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Testing;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Events;

/// <summary>Events of a bank account, and what they led to, are shown to those who may see that account.</summary>
public sealed class EventReachTests
{
    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private ApiClient _owner = null!;
    private TestPerson _accountant = null!;
    private ApiClient _asAccountant = null!;
    private BankAccountId _main;
    private BankAccountId _payroll;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _acme = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(_acme, "owner");
        _accountant = await _acme.AddMemberAsync("accountant");
        _asAccountant = new ApiClient(_app, await _acme.IssueKeyAsync(_accountant));
        (_main, _payroll) = (await _acme.OpenAccountAsync("Main"), await _acme.OpenAccountAsync("Payroll"));

        // The first fails on each line and says what stands in it; its end starts the second.
        await PublishAsync("""
            {"name":"Fails","trigger":{"type":"event","event":"bank_transaction.created"},
             "steps":[{"key":"send","type":"sendNotification","config":{"to":"{{ trigger.description }}","title":"x","body":"y"}}]}
            """);
        await PublishAsync("""
            {"name":"Tells","trigger":{"type":"event","event":"workflow.execution_failed"},
             "steps":[{"key":"keep","type":"transform","config":{"set":{"why":"{{ trigger.message }}"}}}]}
            """);
        await _acme.ImportAsync(_main, "Date,Description,Amount\n2026-06-01,coffee,-4.50\n");
        await _acme.ImportAsync(_payroll, "Date,Description,Amount\n2026-06-01,salary of the boss,-9000.00\n");
        await Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM workflow_executions WHERE status IN ('failed', 'succeeded')"))! == 4);
        (await DenyAsync(_accountant)).Status.ShouldBe(HttpStatusCode.Created);
        await Eventually.HoldsAsync(async () => (await _asAccountant.GetAsync("/api/bank-accounts")).Data.GetArrayLength() == 1);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _asAccountant.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_log_leaves_out_what_concerns_an_account_that_is_denied_and_what_that_led_to()
    {
        var all = (await _owner.GetAsync("/api/events?limit=200")).Json.GetRawText();
        all.ShouldContain("salary of the boss");

        var seen = (await _asAccountant.GetAsync("/api/events?limit=200")).Json.GetRawText();

        seen.ShouldContain("coffee");
        seen.ShouldNotContain("salary");
        seen.ShouldNotContain($"{_payroll.Value}");
        (await _asAccountant.GetAsync("/api/events?type=workflow.execution_failed")).Data.GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task One_event_of_it_is_as_if_it_were_not()
    {
        var id = await _app.Database.ScalarAsync("SELECT id FROM events WHERE data ->> 'description' LIKE 'salary%'");
        await _app.Database.ScalarAsync($"UPDATE event_deliveries SET state = 'dead' WHERE event_id = '{id}' AND consumer = 'workflows'");

        (await _asAccountant.GetAsync($"/api/events/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _asAccountant.GetAsync($"/api/events?causedBy={id}")).Data.GetArrayLength().ShouldBe(0);
        (await _owner.GetAsync($"/api/events/{id}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Whose_turn_a_run_waits_for_is_told_only_of_runs_that_one_may_see()
    {
        var workflow = (await _owner.PostAsync("/api/workflows", """
            {"name":"In turn","concurrency":{"most":1},"trigger":{"type":"manual"},"steps":[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]}
            """)).Location!;
        await _owner.PostAsync(workflow + "/publish");
        string[] runs = [(await _owner.PostAsync(workflow + "/execute")).Location!, (await _owner.PostAsync(workflow + "/execute")).Location!];
        var ids = string.Join(',', runs.Select(run => $"'{run[(run.LastIndexOf('/') + 1)..]}'"));
        (await _asAccountant.GetAsync(runs[1])).Data.GetProperty("turn").GetProperty("heldBy").GetString().ShouldBe(runs[0][(runs[0].LastIndexOf('/') + 1)..]);

        await HideAsync(ids.Split(',')[0]);

        var turn = (await _asAccountant.GetAsync(runs[1])).Data.GetProperty("turn");
        (turn.GetProperty("before").GetInt64(), turn.GetProperty("heldBy").ValueKind).ShouldBe((0L, JsonValueKind.Null));
        runs[0].ShouldEndWith((await _owner.GetAsync(runs[1])).Data.GetProperty("turn").GetProperty("heldBy").GetString()!);
        await HideAsync(ids);

        Task<object?> HideAsync(string these) => _app.Database.ScalarAsync($"""
            UPDATE workflow_executions SET event_id = (SELECT id FROM events WHERE data ->> 'description' LIKE 'salary%' LIMIT 1) WHERE id IN ({these})
            """);
    }

    [Test]
    public async Task The_page_and_its_file_show_the_same()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _accountant);

        foreach (var address in new[] { "/o/acme/events", "/o/acme/events?handler=Csv", "/o/acme/workflows/executions", "/o/acme/workflows/executions?handler=Csv" })
        {
            using var page = await browser.GetAsync(address);
            page.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            (await page.Content.ReadAsStringAsync()).ShouldNotContain("salary", Case.Insensitive, address);
        }
    }

    [Test]
    public async Task A_run_that_such_an_event_started_is_not_shown_whoever_ran_it()
    {
        var runs = (await _asAccountant.GetAsync("/api/executions")).Data;
        runs.GetArrayLength().ShouldBe(2);
        runs.GetRawText().ShouldNotContain("salary");

        foreach (var id in (Guid[])(await _app.Database.ScalarAsync("SELECT array_agg(id) FROM workflow_executions WHERE input::text || COALESCE(error::text, '') LIKE '%salary%'"))!)
        {
            (await _owner.GetAsync($"/api/executions/{id}")).Status.ShouldBe(HttpStatusCode.OK);
            (await _asAccountant.GetAsync($"/api/executions/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await _asAccountant.GetAsync($"/api/executions/{id}/logs")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await _asAccountant.GetAsync($"/api/executions/{id}/steps/send")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await _asAccountant.PostAsync($"/api/executions/{id}/cancel")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Test]
    public async Task Replaying_leaves_out_and_does_not_count_what_is_hidden()
    {
        const string Replay = """{"consumer":"workflows","from":"2020-01-01T00:00:00Z","to":"2100-01-01T00:00:00Z","type":"bank_transaction.*"}""";
        var admin = await _acme.AddMemberAsync("admin");
        using var asAdmin = new ApiClient(_app, await _acme.IssueKeyAsync(admin));
        (await DenyAsync(admin)).Status.ShouldBe(HttpStatusCode.Created);
        await Eventually.HoldsAsync(async () => (await asAdmin.GetAsync("/api/bank-accounts")).Data.GetArrayLength() == 1);
        await IdleAsync();
        await _app.Database.ScalarAsync("UPDATE event_deliveries SET people = '{}'");

        (await asAdmin.PostAsync("/api/events/replay", Replay)).Data.GetProperty("events").GetInt32().ShouldBe(1);

        await IdleAsync();
        (await _app.Database.ScalarAsync($"""
            SELECT string_agg(e.data ->> 'description', ', ') FROM event_deliveries d JOIN events e ON e.organization_id = d.organization_id AND e.id = d.event_id
            WHERE d.people @> ARRAY['{admin.Id}']::uuid[]
            """)).ShouldBe("coffee");
        (await _owner.PostAsync("/api/events/replay", Replay)).Data.GetProperty("events").GetInt32().ShouldBe(2);

        // What is hidden is too old for nobody whom it is hidden from.
        await IdleAsync();
        await _app.Database.ScalarAsync("UPDATE events SET occurred_at = occurred_at - interval '91 days' WHERE type LIKE 'bank_transaction.%' AND data ->> 'description' LIKE 'salary%'");
        (await asAdmin.PostAsync("/api/events/replay", Replay)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await _owner.PostAsync("/api/events/replay", Replay)).ErrorCode.ShouldBe("events.too_old");
        await IdleAsync();

        Task IdleAsync() => Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM event_deliveries WHERE state = 'pending'"))! == 0);
    }

    [Test]
    public async Task A_key_without_banking_sees_no_line_though_it_may_read_the_log()
    {
        using var robot = new ApiClient(_app, await _acme.IssueKeyAsync(_accountant, Permissions.Events.Read, Permissions.Members.Read));

        (await robot.GetAsync("/api/events?type=bank_transaction.created")).Data.GetArrayLength().ShouldBe(0);
        (await robot.GetAsync("/api/events?type=member.*")).Data.GetArrayLength().ShouldBeGreaterThan(0);
    }

    private Task<ApiResponse> DenyAsync(TestPerson person) => _owner.PostAsync("/api/grants", $$"""
        {"permission":"banking:read","resourceType":"bank_account","resourceId":"{{_payroll.Value}}","effect":"deny","userId":"{{person.Id}}"}
        """);

    private async Task PublishAsync(string definition)
    {
        var created = await _owner.PostAsync("/api/workflows", definition);
        (await _owner.PostAsync(created.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
