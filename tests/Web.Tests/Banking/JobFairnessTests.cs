using Financbase.Domain.Jobs;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Web.Tests.Banking;

/// <summary>Many long imports of one organization hold up no other's. Here a file of more than 50 lines is long.</summary>
public sealed class JobFairnessTests
{
    private static readonly string File = "Date,Description,Amount\n"
        + string.Concat(Enumerable.Range(1, 60).Select(line => $"2026-06-{line % 28 + 1:00},Payment {line},-{line}.50\n"));

    private TestApp _web = null!;
    private HttpClient _ours = null!;
    private HttpClient _theirs = null!;

    [SetUp]
    public async Task Start()
    {
        _web = await TestApp.StartAsync(("Process:Roles", "web"), ("Banking:LongImportLines", "50"));
        (_ours, _theirs) = (await ClientAsync("ours"), await ClientAsync("theirs"));
    }

    [TearDown]
    public async Task Stop()
    {
        _ours.Dispose();
        _theirs.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Anothers_import_is_done_while_ours_are_at_work_and_then_ours_are_one_after_the_other()
    {
        foreach (var name in new[] { "A", "B", "C", "D" })
            await ImportAsync(_ours, await _ours.OpenAccountAsync(new { name, currency = "EUR" }));
        await using var held = new NpgsqlConnection(_web.Database.Superuser + ";Pooling=false");
        await held.OpenAsync();
        await using var hold = new NpgsqlCommand("BEGIN; SELECT FROM bank_accounts FOR NO KEY UPDATE", held);
        await hold.ExecuteNonQueryAsync();
        await using var worker = _web.StartAnother(("Process:Roles", "worker"), ("Jobs:StaleAfter", "00:00:05"));
        await Eventually.HoldsAsync(async () => await CountAsync("state = 'running'") == 1);

        var theirs = await ImportAsync(_theirs, await _theirs.OpenAccountAsync(new { name = "Main", currency = "EUR" }));
        var asked = TimeProvider.System.GetTimestamp();
        await Eventually.HoldsAsync(async () => await CountAsync($"id = '{theirs}' AND state = 'succeeded'") == 1);

        TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(8));
        (await CountAsync("state = 'running'")).ShouldBe(1);
        (await CountAsync("state = 'queued'")).ShouldBe(3);
        await held.CloseAsync();
        await Eventually.HoldsAsync(async () => await CountAsync("state = 'succeeded'") == 5);
        (await _web.Database.ScalarAsync("SELECT count(*) FROM jobs a JOIN jobs b ON a.organization_id = b.organization_id AND a.id < b.id AND b.started_at < a.finished_at")).ShouldBe(0L);
    }

    [Test]
    public async Task Who_has_many_open_is_asked_to_wait_and_nothing_of_the_refused_one_stays()
    {
        var account = await _ours.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        await _web.Database.ScalarAsync($$"""
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at)
            SELECT a.organization_id, gen_random_uuid(), 'statement_import', 'full.csv', a.id, '{}', 'user:x', gen_random_uuid(), 'queued', 0, 0, 9, now()
            FROM bank_accounts a CROSS JOIN generate_series(1, {{Job.MostOpen}})
            """);

        var (status, answer) = await _ours.ImportAsync(account, File);

        (status, answer.Code()).ShouldBe((422, "jobs.too_many"));
        (await _web.Database.ScalarAsync("SELECT count(*) FROM statement_uploads")).ShouldBe(0L);
        (await _theirs.ImportAsync(await _theirs.OpenAccountAsync(new { name = "Main", currency = "EUR" }), File)).Status.ShouldBe(202);
    }

    private static async Task<string> ImportAsync(HttpClient client, string account)
    {
        var (status, answer) = await client.ImportAsync(account, File);
        status.ShouldBe(202);
        return answer.GetProperty("data").GetProperty("importId").GetString()!;
    }

    private async Task<HttpClient> ClientAsync(string slug)
    {
        var organization = await _web.FoundAsync(slug);
        return _web.CreateApiClient(await organization.IssueKeyAsync(await organization.AddMemberAsync("owner")));
    }

    private async Task<long> CountAsync(string which) => (long)(await _web.Database.ScalarAsync($"SELECT count(*) FROM jobs WHERE {which}"))!;
}
