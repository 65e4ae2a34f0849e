using System.Net;
using System.Text;
using System.Text.Json;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Web.Tests.Banking;

/// <summary>Imports that are left to a worker: seen, cancelled, killed, repeated. Here a file of more than 50 lines is long.</summary>
public sealed class LongImportTests
{
    private const int Lines = 300;
    private static readonly (string, string)[] Web = [("Process:Roles", "web"), ("Banking:LongImportLines", "50")];
    private static readonly (string, string)[] Worker = [("Process:Roles", "worker"), ("Jobs:StaleAfter", "00:00:05")];

    private TestApp _web = null!;
    private TestOrganization _ours = null!;
    private TestPerson _owner = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _web = await TestApp.StartAsync(Web);
        _ours = await _web.FoundAsync("ours");
        _owner = await _ours.AddMemberAsync("owner");
        _client = _web.CreateApiClient(await _ours.IssueKeyAsync(_owner));
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task A_long_file_is_taken_at_once_done_by_a_worker_and_the_same_key_answers_the_same_job()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        _client.DefaultRequestHeaders.Add("Idempotency-Key", "june");
        var (status, answer) = await _client.ImportAsync(account, File(Lines));
        var (again, repeated) = await _client.ImportAsync(account, File(Lines));
        _client.DefaultRequestHeaders.Remove("Idempotency-Key");
        var import = IdOf(answer);

        (status, again).ShouldBe((202, 202));
        repeated.GetRawText().ShouldBe(answer.GetRawText());
        answer.Data().GetProperty("status").GetString().ShouldBe("queued");
        answer.Data().GetProperty("linesTotal").GetInt32().ShouldBe(Lines);
        (await CountAsync("bank_transactions")).ShouldBe(0);

        await using (_web.StartAnother(Worker))
        {
            var done = await EndAsync(import);

            done.GetProperty("status").GetString().ShouldBe("succeeded");
            done.GetProperty("result").GetProperty("imported").GetInt32().ShouldBe(Lines);
            (await CountAsync("bank_transactions")).ShouldBe(Lines);
            (await CountAsync("statement_uploads")).ShouldBe(0);
            (await _client.ReadAsync($"/api/bank-accounts/{account}/statements/{import}")).Status.ShouldBe(200);

            var twice = await EndAsync(IdOf((await _client.ImportAsync(account, File(Lines))).Answer));
            twice.GetProperty("result").GetProperty("duplicates").GetInt32().ShouldBe(Lines);
            (await CountAsync("bank_transactions")).ShouldBe(Lines);
        }

        (await _client.PostAsync($"/api/imports/{import}/cancel", null).ReadAsync()).Answer.Code().ShouldBe("jobs.ended");
    }

    [Test]
    public async Task The_job_continues_the_trace_of_its_request()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        _client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var import = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        await using var worker = _web.StartAnother(Worker);
        await EndAsync(import);

        (await _web.Database.ScalarAsync("SELECT value FROM hangfire.jobparameter WHERE name = 'traceparent'"))
            .ShouldBeOfType<string>().ShouldContain("0af7651916cd43dd8448eb211c80319c");
    }

    [Test]
    public async Task Short_files_and_bad_files_are_answered_at_once()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var (status, answer) = await _client.ImportAsync(account, File(40));

        status.ShouldBe(201);
        var (found, progress) = await _client.ReadAsync($"/api/imports/{answer.Data().GetProperty("importId").GetString()}");
        (found, progress.Data().GetProperty("status").GetString()).ShouldBe((200, "succeeded"));
        (await _client.ImportAsync(account, "%PDF-1.7" + new string('\n', 60))).Status.ShouldBe(415);
        (await _client.ImportAsync(account, "Date,Description,Amount\n" + string.Concat(Enumerable.Repeat("never,Coffee,much\n", 60))))
            .Answer.Code().ShouldBe("banking.mapping_needed");
        (await CountAsync("jobs")).ShouldBe(0);
        (await CountAsync("statement_uploads")).ShouldBe(0);
    }

    [Test]
    public async Task Another_organization_sees_no_import_and_a_viewer_cancels_none()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var import = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        using var viewer = _web.CreateApiClient(await _ours.IssueKeyAsync(await _ours.AddMemberAsync("viewer")));
        var theirs = await _web.FoundAsync("theirs");
        using var stranger = _web.CreateApiClient(await theirs.IssueKeyAsync(await theirs.AddMemberAsync("owner")));

        (await viewer.ReadAsync($"/api/imports/{import}")).Status.ShouldBe(200);
        (await viewer.PostAsync($"/api/imports/{import}/cancel", null).ReadAsync()).Status.ShouldBe(403);
        (await viewer.ImportAsync(account, File(Lines))).Status.ShouldBe(403);
        (await stranger.ReadAsync($"/api/imports/{import}")).Status.ShouldBe(404);
        (await stranger.PostAsync($"/api/imports/{import}/cancel", null).ReadAsync()).Status.ShouldBe(404);
        (await StateAsync(import)).ShouldBe("queued");
    }

    [Test]
    public async Task Cancelling_leaves_nothing_whether_it_waits_or_is_at_work()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var waiting = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        (await _client.PostAsync($"/api/imports/{waiting}/cancel", null).ReadAsync()).Status.ShouldBe(200);
        (await CountAsync("statement_uploads")).ShouldBe(0);

        await using var held = await HoldAsync($"SELECT FROM bank_accounts WHERE id = '{account}' FOR NO KEY UPDATE");
        var working = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        await using var worker = _web.StartAnother(Worker);
        await Eventually.HoldsAsync(async () => await StateAsync(working) == "running");
        (await _client.PostAsync($"/api/imports/{working}/cancel", null).ReadAsync()).Status.ShouldBe(200);
        await held.DisposeAsync();

        await Eventually.HoldsAsync(async () => (string?)await _web.Database.ScalarAsync("SELECT string_agg(statename, ' ') FROM hangfire.job") == "Succeeded");
        (await StateAsync(working)).ShouldBe("cancelled");
        (await CountAsync("bank_transactions")).ShouldBe(0);
        (await CountAsync("statement_imports")).ShouldBe(0);
        (await CountAsync("statement_uploads")).ShouldBe(0);
    }

    [Test]
    public async Task After_kill_9_in_the_middle_another_worker_begins_anew_and_books_each_line_once()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var import = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        var start = await HoldAsync($"SELECT FROM bank_accounts WHERE id = '{account}' FOR NO KEY UPDATE");
        await using (var doomed = WebProcess.Start(_web.Database, [.. Worker, TestApp.MasterKey]))
        {
            await Eventually.HoldsAsync(async () => await StateAsync(import) == "running");
            await using var end = await HoldAsync($"SELECT FROM jobs WHERE id = '{import}' FOR UPDATE");
            await start.DisposeAsync();

            // All lines are written by then, and nothing is committed.
            await Eventually.HoldsAsync(async () => (bool)(await _web.Database.ScalarAsync(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM jobs%FOR UPDATE%')"))!);
            await doomed.KillAsync();
        }

        (await CountAsync("bank_transactions")).ShouldBe(0);
        await using var heir = _web.StartAnother(Worker);
        var done = await EndAsync(import);

        done.GetProperty("status").GetString().ShouldBe("succeeded");
        (await CountAsync("bank_transactions")).ShouldBe(Lines);
        (await CountAsync("statement_imports")).ShouldBe(1);
        (await _web.Database.ScalarAsync("SELECT run FROM jobs")).ShouldBe(2);
    }

    [Test]
    public async Task A_worker_that_is_told_to_stop_hands_its_job_over_and_spends_none_of_its_runs()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var import = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        await _web.Database.ScalarAsync("UPDATE jobs SET run = 4");
        await using var held = await HoldAsync($"SELECT FROM bank_accounts WHERE id = '{account}' FOR NO KEY UPDATE");
        await using (var leaving = WebProcess.Start(_web.Database, [.. Worker, TestApp.MasterKey]))
        {
            await Eventually.HoldsAsync(async () => await StateAsync(import) == "running");
            (await leaving.TerminateAsync()).ShouldBe(0);
        }

        (await _web.Database.ScalarAsync("SELECT state || ' ' || run || ' ' || (SELECT count(*) FROM bank_transactions) FROM jobs")).ShouldBe("queued 4 0");
        await held.DisposeAsync();
        await using var heir = _web.StartAnother(Worker);
        (await EndAsync(import)).GetProperty("status").GetString().ShouldBe("succeeded");
        (await CountAsync("bank_transactions")).ShouldBe(Lines);
        (await CountAsync("statement_imports")).ShouldBe(1);
    }

    [Test]
    public async Task It_runs_with_the_rights_that_are_held_then()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var import = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        await _web.Database.ScalarAsync($"UPDATE memberships SET role = 'viewer' WHERE user_id = '{_owner.Id}'");
        await using var worker = _web.StartAnother(Worker);

        await Eventually.HoldsAsync(async () => await StateAsync(import) == "failed");

        (await _web.Database.ScalarAsync("SELECT error FROM jobs")).ShouldBeOfType<string>().ShouldContain("banking:import");
        (await CountAsync("bank_transactions")).ShouldBe(0);
        (await _web.Database.ScalarAsync("SELECT count(*) || ' ' || max(data ->> 'code') || ' ' || bool_and(data ->> 'id' = (SELECT id::text FROM jobs)) FROM events WHERE type = 'bank_statement.import_failed'"))
            .ShouldBe("1 forbidden true");
    }

    [Test]
    public async Task A_key_that_is_revoked_meanwhile_imports_nothing()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        await _client.ImportAsync(account, File(Lines));
        await _web.Database.ScalarAsync("UPDATE api_keys SET revoked_at = now()");
        await using var worker = _web.StartAnother(Worker);

        await Eventually.HoldsAsync(async () => (string?)await _web.Database.ScalarAsync("SELECT state FROM jobs") == "failed");

        (await CountAsync("bank_transactions")).ShouldBe(0);
    }

    [Test]
    public async Task The_audit_log_names_the_key_that_asked()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var import = IdOf((await _client.ImportAsync(account, File(Lines))).Answer);
        await using var worker = _web.StartAnother(Worker);

        await EndAsync(import);

        (await _web.Database.ScalarAsync("SELECT count(DISTINCT api_key_id) FROM audit_logs WHERE actor_kind = 'api_key'")).ShouldBe(1L);
        (await _web.Database.ScalarAsync("SELECT bool_and(api_key_id IS NOT NULL) FROM audit_logs WHERE actor_kind = 'api_key'")).ShouldBe(true);
    }

    [Test]
    public async Task The_pages_lead_to_its_progress_and_cancel_it_without_scripts()
    {
        var account = await _client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        using var browser = await TestBrowser.SignInAsync(_web, _owner);
        using var uploaded = await browser.UploadAsync(
            $"/o/ours/banking/{account}/import", "Statement", new MemoryStream(Encoding.UTF8.GetBytes(File(Lines))), "june.csv");
        var preview = uploaded.Headers.Location!.ToString();
        var token = await browser.TokenAsync(preview);

        using var begun = await browser.PostAsync(preview, ("__RequestVerificationToken", token));
        using var again = await browser.PostAsync(preview, ("__RequestVerificationToken", token));

        var progress = begun.Headers.Location!.ToString();
        again.Headers.Location!.ToString().ShouldBe(progress);
        (await CountAsync("jobs")).ShouldBe(1);
        (await ReadAsync(progress)).ShouldContain("Waiting");
        (await ReadAsync("/o/ours/monitoring/jobs")).ShouldContain("june.csv");

        using var cancelled = await browser.SubmitAsync($"{progress}?handler=Cancel");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ReadAsync(progress)).ShouldContain("nothing of it was stored");

        async Task<string> ReadAsync(string address) => await (await browser.GetAsync(address)).Content.ReadAsStringAsync();
    }

    private static string File(int lines) => "Date,Description,Amount\n"
        + string.Concat(Enumerable.Range(1, lines).Select(line => $"2026-06-{line % 28 + 1:00},Payment {line},-{line}.50\n"));

    private static string IdOf(JsonElement answer) => answer.Data().GetProperty("importId").GetString()!;

    private async Task<JsonElement> EndAsync(string import)
    {
        JsonElement progress = default;
        await Eventually.HoldsAsync(async () =>
        {
            progress = (await _client.ReadAsync($"/api/imports/{import}")).Answer.Data();
            return progress.GetProperty("status").GetString() is not ("queued" or "running");
        });
        return progress;
    }

    private async Task<string> StateAsync(string import) => (string)(await _web.Database.ScalarAsync($"SELECT state FROM jobs WHERE id = '{import}'"))!;

    private async Task<long> CountAsync(string table) => (long)(await _web.Database.ScalarAsync($"SELECT count(*) FROM {table}"))!;

    /// <summary>Holds what the statement locks until it is disposed of.</summary>
    private async Task<NpgsqlConnection> HoldAsync(string sql)
    {
        var connection = new NpgsqlConnection(_web.Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; {sql}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
