using System.Net;
using System.Text.Json;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Npgsql;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Many runs again, by a worker: each once, whoever is killed or cancels.</summary>
public sealed class BulkReplayTests
{
    private static readonly (string, string)[] Worker = [("Process:Roles", "worker"), ("Jobs:StaleAfter", "00:00:05")];

    // Rights are remembered for a second at most.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private TestApp _web = null!;
    private TestOrganization _ours = null!;
    private TestPerson _person = null!;
    private ApiClient _owner = null!;
    private string _workflow = "";

    [SetUp]
    public async Task Start()
    {
        _web = await TestApp.StartAsync(("Process:Roles", "web"));
        _ours = await _web.FoundAsync("ours");
        _person = await _ours.AddMemberAsync("owner");
        _owner = new ApiClient(_web, await _ours.IssueKeyAsync(_person));
        var created = await _owner.PostAsync("/api/workflows", """{"name":"Dunning","trigger":{"type":"manual"},"steps":[{"key":"keep","type":"transform","config":{"set":{"n":"{{ trigger.n }}"}}}]}""");
        (await _owner.PostAsync(created.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        _workflow = created.Data.GetProperty("id").GetString()!;
    }

    [TearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task After_kill_9_in_the_middle_another_worker_goes_on_and_each_is_repeated_once()
    {
        await EndedAsync(60, "failed");
        await EndedAsync(5, "succeeded");
        var asked = await AskAsync("""{"status":"failed"}""");
        asked.Status.ShouldBe(HttpStatusCode.Accepted, asked.Json.GetRawText());
        asked.Data.GetProperty("total").GetInt32().ShouldBe(60);
        var held = await HoldAsync($"SELECT FROM workflow_executions WHERE id = ({Nth(30)}) FOR UPDATE");
        await using (var doomed = WebProcess.Start(_web.Database, [.. Worker, TestApp.MasterKey]))
        {
            await Eventually.HoldsAsync(async () => await RepeatedAsync() == 29);
            await doomed.KillAsync();
        }

        await held.DisposeAsync();
        await using var heir = _web.StartAnother(Worker);
        var done = await EndAsync(asked.Location!);

        done.GetProperty("status").GetString().ShouldBe("succeeded");
        done.GetProperty("note").GetString().ShouldBe("60 run again.");
        (await RepeatedAsync()).ShouldBe(60);
        (await CountAsync("(SELECT DISTINCT retry_of FROM workflow_executions WHERE retry_of IS NOT NULL) originals")).ShouldBe(60);
        (await CountAsync("workflow_executions r JOIN workflow_executions e ON e.id = r.retry_of WHERE e.status <> 'failed' OR r.input::text <> e.input::text")).ShouldBe(0);
        (await _web.Database.ScalarAsync("SELECT run FROM jobs")).ShouldBe(2);
        (await CountAsync("audit_logs WHERE action = 'workflow_execution.replay' AND actor_kind = 'api_key'")).ShouldBeGreaterThanOrEqualTo(60);
    }

    [Test]
    public async Task What_was_run_again_is_left_to_its_last_repetition()
    {
        await EndedAsync(3, "failed");
        await _web.Database.ScalarAsync($"""
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, status, source, input, finished_at, retry_of)
            SELECT organization_id, first_uuid_at(app_now() + interval '1 hour'), workflow_id, version, 'succeeded', 'retry', input, app_now(), id
            FROM workflow_executions WHERE id = ({Nth(1)})
            """);
        await using var worker = _web.StartAnother(Worker);

        var first = await EndAsync((await AskAsync("{}")).Location!);
        await Eventually.HoldsAsync(async () => await CountAsync("workflow_executions WHERE source = 'retry' AND status = 'succeeded'") == 3);
        var second = await AskAsync("{}");

        first.GetProperty("total").GetInt32().ShouldBe(2);
        (second.Status, second.ErrorCode).ShouldBe((HttpStatusCode.UnprocessableEntity, "workflows.nothing_to_replay"));
        (await RepeatedAsync()).ShouldBe(3);
    }

    [Test]
    public async Task Cancelling_ends_it_at_once_and_keeps_what_was_done()
    {
        await EndedAsync(60, "failed");
        var waiting = await AskAsync("{}");
        (await _owner.PostAsync(waiting.Location + "/cancel")).Data.GetProperty("status").GetString().ShouldBe("cancelled");
        (await _owner.PostAsync(waiting.Location + "/cancel")).ErrorCode.ShouldBe("jobs.ended");

        var working = await AskAsync("{}");
        var held = await HoldAsync($"SELECT FROM workflow_executions WHERE id = ({Nth(20)}) FOR UPDATE");
        await using var worker = _web.StartAnother(Worker);
        await Eventually.HoldsAsync(async () => await RepeatedAsync() == 19);
        var cancelling = _owner.PostAsync(working.Location + "/cancel");
        await Eventually.HoldsAsync(async () => (bool)(await _web.Database.ScalarAsync(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM jobs%FOR UPDATE%')"))!);
        await held.DisposeAsync();
        (await cancelling).Status.ShouldBe(HttpStatusCode.OK);
        var repeated = await RepeatedAsync();

        await Eventually.HoldsAsync(async () => (string?)await _web.Database.ScalarAsync("SELECT string_agg(DISTINCT statename, ' ') FROM hangfire.job") == "Succeeded");
        (await RepeatedAsync()).ShouldBe(repeated);
        repeated.ShouldBeLessThan(60);
        (await _owner.GetAsync(working.Location!)).Data.GetProperty("status").GetString().ShouldBe("cancelled");
        (await CountAsync("jobs WHERE state = 'running'")).ShouldBe(0);
    }

    [Test]
    public async Task The_filter_narrows_and_says_when_nothing_or_too_much_is_left()
    {
        await EndedAsync(4, "failed", "failed_step = 'keep'");
        await EndedAsync(2, "failed", "created_at = '2026-01-15T10:00:00Z'");
        await EndedAsync(3, "succeeded");

        (await TotalAsync("{}")).ShouldBe(6);
        (await TotalAsync("""{"failedStep":"keep"}""")).ShouldBe(4);
        (await TotalAsync("""{"from":"2026-01-15T11:00:00+01:00","to":"2026-01-15T10:00:01Z"}""")).ShouldBe(2);
        (await TotalAsync("""{"status":"succeeded","version":1}""")).ShouldBe(3);
        (await CodeAsync("""{"to":"2026-01-15T10:00:00Z"}""")).ShouldBe("workflows.nothing_to_replay");
        (await CodeAsync("""{"status":"cancelled"}""")).ShouldBe("workflows.nothing_to_replay");
        (await AskAsync("""{"status":"running"}""")).Fields.ShouldBe(["filter.status"]);
        (await AskAsync("{}", from: " ")).Fields.ShouldBe(["from"]);
        (await CountAsync("jobs")).ShouldBe(4);
        await EndedAsync(10_001, "failed");
        (await CodeAsync("{}")).ShouldBe("workflows.too_many_to_replay");
        (await CountAsync("jobs")).ShouldBe(4);

        async Task<int> TotalAsync(string filter) => (await AskAsync(filter)).Data.GetProperty("total").GetInt32();
        async Task<string> CodeAsync(string filter) => (await AskAsync(filter)).ErrorCode;
    }

    [Test]
    public async Task Whom_it_does_not_concern_neither_asks_nor_sees_nor_cancels_it()
    {
        await EndedAsync(2, "failed");
        using var viewer = new ApiClient(_web, await _ours.IssueKeyAsync(await _ours.AddMemberAsync("viewer")));
        using var stranger = await ApiClient.OfAsync(await _web.FoundAsync("theirs"), "owner");
        (await AskAsync("{}", by: viewer)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync("{}", by: stranger)).Fields.ShouldBe(["workflowId"], "As one that nobody has.");
        var replay = (await AskAsync("{}")).Location!;
        var id = replay[(replay.LastIndexOf('/') + 1)..];

        (await viewer.GetAsync(replay)).Status.ShouldBe(HttpStatusCode.OK);
        (await viewer.PostAsync(replay + "/cancel")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetAsync(replay)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsync(replay + "/cancel")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _owner.GetAsync($"/api/imports/{id}")).Status.ShouldBe(HttpStatusCode.NotFound, "It is no import.");
        (await _owner.PostAsync($"/api/imports/{id}/cancel")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _owner.GetAsync(replay)).Data.GetProperty("status").GetString().ShouldBe("queued");
    }

    [Test]
    public async Task It_runs_with_the_rights_and_the_workflow_that_there_are_then()
    {
        await EndedAsync(60, "failed");
        var first = await AskAsync("{}");
        await _owner.PostAsync($"/api/workflows/{_workflow}/pause");
        (await AskAsync("{}")).ErrorCode.ShouldBe("workflows.paused");
        await using var worker = _web.StartAnother(Worker);
        (await EndAsync(first.Location!)).GetProperty("error").GetString().ShouldBe("This workflow is paused; resume it first.");
        await _owner.PostAsync($"/api/workflows/{_workflow}/resume");

        var held = await HoldAsync($"SELECT FROM workflow_executions WHERE id = ({Nth(50)}) FOR UPDATE");
        await AskAsync("{}");
        await Eventually.HoldsAsync(async () => await RepeatedAsync() == 49);
        await _web.Database.ScalarAsync($"UPDATE memberships SET role = 'viewer' WHERE user_id = '{_person.Id}'");
        var at = (DateTime)(await _web.Database.ScalarAsync("SELECT clock_timestamp()"))!;
        await Eventually.HoldsAsync(async () => (DateTime)(await _web.Database.ScalarAsync("SELECT clock_timestamp()"))! > at + Remembered);
        await held.DisposeAsync();
        await Eventually.HoldsAsync(async () => await CountAsync("jobs WHERE state IN ('queued', 'running')") == 0);

        (await RepeatedAsync()).ShouldBe(50, "What is left of a batch is repeated, and no further batch.");
        (await _web.Database.ScalarAsync("SELECT error FROM jobs ORDER BY id DESC LIMIT 1")).ShouldBeOfType<string>().ShouldContain("executions:manage");
    }

    [Test]
    public async Task What_cannot_be_repeated_like_this_is_left_out_and_counted()
    {
        await EndedAsync(3, "failed");
        await using var worker = _web.StartAnother(Worker);

        var done = await EndAsync((await AskAsync("{}", from: "failed")).Location!);

        done.GetProperty("status").GetString().ShouldBe("succeeded");
        done.GetProperty("note").GetString().ShouldBe("0 run again, 3 left out. This execution has not failed at a step that could be tried again.");
        (await RepeatedAsync()).ShouldBe(0);
    }

    [Test]
    public async Task The_pages_ask_for_it_and_lead_to_its_progress_without_scripts()
    {
        await EndedAsync(3, "failed");
        using var browser = await TestBrowser.SignInAsync(_web, _person);
        (await ReadAsync($"/o/ours/workflows/executions?workflow={_workflow}")).ShouldContain($"/o/ours/workflows/{_workflow}/replay");
        var page = $"/o/ours/workflows/{_workflow}/replay";

        using var counted = await browser.SubmitAsync(page + "?handler=Count", ("Input.Status", "Failed"), ("Input.From", "start"));
        (await counted.Content.ReadAsStringAsync()).ShouldContain("3 runs match now.");
        using var none = await browser.SubmitAsync(page, ("Input.Status", "Failed"), ("Input.ToDay", "2020-01-01"), ("Input.From", "start"));
        none.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await none.Content.ReadAsStringAsync()).ShouldContain("No execution that has ended matches");
        using var begun = await browser.SubmitAsync(page, ("Input.Status", "Failed"), ("Input.From", "start"), ("Input.Version", "Current"));

        var progress = begun.Headers.Location!.ToString();
        (await ReadAsync(progress)).ShouldContain("0 of 3 runs looked at");
        (await ReadAsync("/o/ours/monitoring/jobs")).ShouldContain(progress);
        using var cancelled = await browser.SubmitAsync($"{progress}?handler=Cancel");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ReadAsync(progress)).ShouldContain("It was cancelled.");

        async Task<string> ReadAsync(string address) => await (await browser.GetAsync(address)).Content.ReadAsStringAsync();
    }

    private Task<ApiResponse> AskAsync(string filter, string from = "start", ApiClient? by = null) =>
        (by ?? _owner).PostAsync("/api/workflows/bulk-replay", $$"""{"workflowId":"{{_workflow}}","filter":{{filter}},"from":"{{from}}"}""");

    /// <summary>Runs as they are left when they have ended.</summary>
    private Task EndedAsync(int count, string status, string more = "version = 1") => _web.Database.ScalarAsync($$"""
        WITH made AS (
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, status, source, input, started_at, finished_at)
            SELECT '{{_ours.Id}}', first_uuid_at(app_now() + number * interval '1 millisecond'), '{{_workflow}}', 1, '{{status}}', 'api',
                json_build_object('n', number, 'status', '{{status}}'), app_now(), app_now()
            FROM generate_series((SELECT count(*) + 1 FROM workflow_executions), (SELECT count(*) FROM workflow_executions) + {{count}}) AS number
            RETURNING id)
        SELECT count(*) FROM made;
        UPDATE workflow_executions SET {{more}} WHERE (input->>'n')::int > (SELECT count(*) FROM workflow_executions) - {{count}};
        """);

    private static string Nth(int number) => $"SELECT id FROM workflow_executions WHERE status = 'failed' AND retry_of IS NULL ORDER BY id OFFSET {number - 1} LIMIT 1";

    private async Task<JsonElement> EndAsync(string replay)
    {
        JsonElement progress = default;
        await Eventually.HoldsAsync(async () =>
        {
            progress = (await _owner.GetAsync(replay)).Data;
            return progress.GetProperty("status").GetString() is not ("queued" or "running");
        });
        return progress;
    }

    private Task<long> RepeatedAsync() => CountAsync("workflow_executions WHERE retry_of IS NOT NULL");

    private async Task<long> CountAsync(string from) => (long)(await _web.Database.ScalarAsync($"SELECT count(*) FROM {from}"))!;

    private async Task<NpgsqlConnection> HoldAsync(string sql)
    {
        var connection = new NpgsqlConnection(_web.Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; {sql}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
