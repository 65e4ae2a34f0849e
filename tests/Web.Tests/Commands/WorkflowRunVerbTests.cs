using System.Text.Json;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Commands;

/// <summary><c>workflows run</c>: one definition, once, with its result as the exit code says.</summary>
public sealed class WorkflowRunVerbTests
{
    private const string Adding = """
        {"name":"Adds","triggers":[{"type":"schedule","cron":"* * * * *"}],"steps":[
          {"key":"rest","type":"delay","config":{"duration":"PT0S"},"next":{"default":"sum"}},
          {"key":"sum","type":"code","config":{"input":"{{ trigger }}","code":"return { sum: input.a + input.b }"},"next":{"default":"note"}},
          {"key":"note","type":"recordMetric","config":{"name":"sums","value":"{{ steps.sum.output.sum }}"},"next":{"default":"end"}},
          {"key":"end","type":"transform","config":{"set":{"sum":"{{ steps.sum.output.sum }}"}}}]}
        """;

    private const string Failing = """{"name":"Fails","steps":[{"key":"no","type":"stop","config":{"outcome":"failed","message":"Not today."}}]}""";

    private TestApp _app = null!;
    private DirectoryInfo _folder = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("financbase-run");
        _app = await TestApp.StartAsync(services => services.AddVerbs());
        await _app.FoundAsync("acme");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task It_runs_once_prints_its_output_and_nothing_starts_it_again()
    {
        var input = await FileAsync("input.json", """{"a":2,"b":3}""");

        var given = await RunAsync(await FileAsync("adds.json", Adding), "--input", """{"a":20,"b":30}""");
        var read = await RunAsync(await FileAsync("adds.json", Adding), "--input", input, "--json");

        given.Code.ShouldBe(0, given.Progress);
        JsonElement.Parse(given.Result).GetProperty("sum").GetInt32().ShouldBe(50);
        var told = JsonElement.Parse(read.Result);
        told.GetProperty("status").GetString().ShouldBe("succeeded");
        told.GetProperty("output").GetProperty("sum").GetInt32().ShouldBe(5);
        (await _app.Database.ScalarAsync("SELECT string_agg(trunc(value)::text, ' ' ORDER BY value) FROM metrics WHERE name = 'sums'")).ShouldBe("5 50");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM workflows WHERE name = 'Adds' AND status <> 'archived'")).ShouldBe(0L);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM workflow_schedules")).ShouldBe(0L);
    }

    [Test]
    public async Task One_that_fails_or_does_not_end_in_time_says_so_and_ends_with_1()
    {
        var failed = await RunAsync(await FileAsync("fails.json", Failing));
        var slow = await RunAsync(await FileAsync("slow.json", """{"name":"Slow","steps":[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]}"""), "--timeout", "1");

        (failed.Code, failed.Result).ShouldBe((1, "It failed at “no”: Not today.\n"));
        slow.Code.ShouldBe(1);
        slow.Result.ShouldBe("It has not ended in time; a worker goes on with it.\n");
    }

    [Test]
    public async Task While_its_run_is_under_way_nobody_can_start_it_and_an_interrupt_leaves_the_run()
    {
        using var interrupt = new CancellationTokenSource();
        var file = await FileAsync("long.json", """{"name":"Long","steps":[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]}""");
        var verb = RunAsync(file, interrupt.Token);

        await Eventually.HoldsAsync(async () => await StatusAsync() == "archived waiting");
        verb.IsCompleted.ShouldBeFalse();
        await interrupt.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => verb);

        (await StatusAsync()).ShouldBe("archived waiting");

        async Task<string?> StatusAsync() => await _app.Database.ScalarAsync(
            "SELECT w.status || ' ' || e.status FROM workflows w JOIN workflow_executions e ON e.workflow_id = w.id WHERE w.name = 'Long'") as string;
    }

    [TestCase("not JSON", "[", "{}")]
    [TestCase("must be a JSON object", "[]", "{}")]
    [TestCase("--input is not JSON", Failing, "{")]
    [TestCase("“rocket” is not a kind of step", """{"name":"Bad","steps":[{"key":"a","type":"rocket"}]}""", "{}")]
    [TestCase("There is no step “b”", """{"name":"Open","steps":[{"key":"a","type":"transform","config":{"set":{"x":1}},"next":{"default":"b"}}]}""", "{}")]
    public async Task What_cannot_run_is_refused_and_leaves_no_workflow(string sentence, string definition, string input)
    {
        var before = await _app.Database.ScalarAsync("SELECT count(*) FROM workflows");

        var refused = await RunAsync(await FileAsync("bad.json", definition), "--input", input);

        refused.Code.ShouldBe(1);
        refused.Result.ShouldBeEmpty();
        refused.Progress.ShouldContain(sentence);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM workflows")).ShouldBe(before);
    }

    [Test]
    public async Task Where_no_worker_lives_the_verb_is_one_until_it_is_done()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        await app.FoundAsync("acme");
        var file = await FileAsync("alone.json", Adding);

        var ran = await RunVerbAsync(app, "web,worker", file);
        var kept = await RunVerbAsync(app, "web", file);

        ran.Code.ShouldBe(0, ran.Progress);
        ran.Progress.ShouldContain("the verb runs it alone");
        JsonElement.Parse(ran.Result).GetProperty("sum").GetInt32().ShouldBe(3);
        (await app.Database.ScalarAsync("SELECT count(*) FROM workers")).ShouldBe(0L);
        kept.Code.ShouldBe(1);
        kept.Progress.ShouldContain("No worker lives");
    }

    private static Task<(int Code, string Result, string Progress)> RunVerbAsync(TestApp app, string roles, string file) => WebProcess.RunVerbAsync(
        ["workflows", "run", "--organization", "acme", file, "--input", """{"a":1,"b":2}"""],
        ("ConnectionStrings:Financbase", app.Database.App),
        ("ConnectionStrings:FinancbaseSystem", app.Database.System),
        ("ConnectionStrings:FinancbaseOwner", app.Database.Owner),
        ("Process:Roles", roles),
        TestApp.MasterKey);

    private async Task<string> FileAsync(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private Task<(int Code, string Result, string Progress)> RunAsync(string file, params string[] more) => RunAsync(file, CancellationToken.None, more);

    private async Task<(int Code, string Result, string Progress)> RunAsync(string file, CancellationToken ct, params string[] more)
    {
        using var result = new StringWriter { NewLine = "\n" };
        using var progress = new StringWriter();
        var code = await Verbs.RunAsync(_app.Services, ["workflows", "run", "--organization", "acme", file, .. more], result, progress, ct);
        return (code, result.ToString(), progress.ToString());
    }
}
