using System.Net;
using System.Text.Json;
using Financbase.Testing;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Workflows;

/// <summary>What a person should look at, why, and how runs are found by what they are tied to.</summary>
public sealed class StuckRunsTests : ExecutionApiScene
{
    private const string Fails = """{"key":"keep","type":"transform","config":{"set":{"a":1}},"next":{"default":"bad"}},{"key":"bad","type":"stop","config":{"outcome":"failed","message":"The ledger is closed."}}""";

    [Test]
    public async Task What_failed_or_is_parked_is_listed_with_its_reason_until_it_is_run_again()
    {
        var workflow = await PublishAsync(Fails);
        var (first, second) = (await FailAsync(workflow), await FailAsync(workflow));
        await App.Database.ScalarAsync($"UPDATE workflow_executions SET status = 'parked', parked_reason = 'outcome_unknown', error = NULL WHERE id = '{second}'");

        var stuck = (await Owner.GetAsync(workflow + "/executions?stuck=true")).Data.EnumerateArray().ToList();
        stuck.Select(Id).ShouldBe([second, first]);
        stuck[0].GetProperty("parkedReason").GetString().ShouldBe("outcome_unknown");
        (stuck[1].GetProperty("failedStep").GetString(), stuck[1].GetProperty("error").GetString()).ShouldBe(("bad", "The ledger is closed."));
        (await ListAsync(workflow, "stuck=true&status=failed")).ShouldBe([first]);

        using var browser = await BrowserAsync("owner");
        var list = $"/o/acme/workflows/executions?stuck=true&workflow={workflow["/api/workflows/".Length..]}";
        var page = await TextAsync(browser, list);
        page.ShouldSatisfyAllConditions(
            text => text.ShouldContain("bad: The ledger is closed."), text => text.ShouldContain("The outcome of a call is not known."),
            text => text.ShouldContain("Resolve…"), text => text.ShouldContain("Try again"));
        using var tried = await browser.PostAsync($"{list}&handler=Retry&run={first}", ("__RequestVerificationToken", await browser.TokenAsync(list)));
        tried.Headers.Location!.OriginalString.ShouldContain("stuck=true");
        (await TextAsync(browser, tried.Headers.Location!.OriginalString)).ShouldContain("What failed is tried again, in a new run.");
        await Eventually.HoldsAsync(async () => (long)(await App.Database.ScalarAsync($"SELECT count(*) FROM workflow_executions WHERE retry_of = '{first}' AND status = 'failed'"))! == 1);
        var repetition = $"{await App.Database.ScalarAsync($"SELECT id FROM workflow_executions WHERE retry_of = '{first}'")}";
        (await ListAsync(workflow, "stuck=true")).ShouldBe([repetition, second], "The last repetition stands for the first.");

        using var viewer = await BrowserAsync("viewer");
        (await TextAsync(viewer, list)).ShouldSatisfyAllConditions(text => text.ShouldContain("The ledger is closed."), text => text.ShouldNotContain("handler=Retry"), text => text.ShouldNotContain("Resolve…"));
        (await viewer.PostAsync($"{list}&handler=Retry&run={repetition}", ("__RequestVerificationToken", await viewer.TokenAsync(list)))).Dispose();
        (await ListAsync(workflow, "stuck=true")).ShouldBe([repetition, second]);
    }

    [Test]
    public async Task Runs_are_found_by_the_event_that_started_them_and_what_they_repeat()
    {
        var reaction = await PublishAsync(
            """{"key":"note","type":"transform","config":{"set":{"x":1}}}""",
            """{"type":"event","event":"workflow.execution_failed","filter":{"field":"trigger.step","op":"eq","value":"bad"}}""");
        var run = await FailAsync(await PublishAsync(Fails));
        var started = "";
        await Eventually.HoldsAsync(async () => (started = (await ListAsync(reaction, "status=succeeded")).FirstOrDefault() ?? "").Length > 0);
        var booked = $"{await App.Database.ScalarAsync($"SELECT event_id FROM workflow_executions WHERE id = '{started}'")}";
        var again = (await Owner.PostAsync($"/api/executions/{started}/retry", """{"from":"start"}""")).Location!;

        (await FoundAsync(booked)).ShouldBe([again[(again.LastIndexOf('/') + 1)..], started]);
        (await FoundAsync(started.ToUpperInvariant())).ShouldBe([again[(again.LastIndexOf('/') + 1)..], started]);
        (await FoundAsync(run)).ShouldBe([again[(again.LastIndexOf('/') + 1)..], started, run], "What an event about a run has started is correlated with that run.");
        (await FoundAsync(booked, "&status=failed")).ShouldBeEmpty();
        (await Foreign.GetAsync($"/api/executions?q={booked}")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Runs_are_found_by_correlation_key_and_parent()
    {
        var workflow = await PublishAsync("""{"key":"note","type":"transform","config":{"set":{"x":1}}}""");
        var runs = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            var path = ExecutionPath(await Owner.PostAsync(workflow + "/execute"));
            await UntilAsync(path, "succeeded");
            runs.Add(path[(path.LastIndexOf('/') + 1)..]);
        }

        await App.Database.ScalarAsync($"""
            UPDATE workflow_executions SET correlation = 'order 4711' WHERE id = '{runs[0]}';
            UPDATE workflow_executions SET parent_id = '{runs[0]}' WHERE id = '{runs[1]}';
            INSERT INTO workflow_dedupe (organization_id, workflow_id, key, execution_id)
            SELECT organization_id, workflow_id, 'hook:0:invoice-77', id FROM workflow_executions WHERE id = '{runs[2]}'
            """);

        (await FoundAsync("order 4711")).ShouldBe([runs[0]]);
        (await FoundAsync(runs[0])).ShouldBe([runs[1], runs[0]]);
        (await FoundAsync("invoice-77")).ShouldBe([runs[2]]);
        (await FoundAsync("hook:0:invoice-77")).ShouldBe([runs[2]]);
        (await FoundAsync("invoice")).ShouldBeEmpty();
        (await Foreign.GetAsync("/api/executions?q=invoice-77")).Data.GetArrayLength().ShouldBe(0);
        using var browser = await BrowserAsync("viewer");
        var page = await TextAsync(browser, "/o/acme/workflows/executions?text=order+4711");
        page.ShouldContain(runs[0]);
        page.ShouldNotContain(runs[3]);
    }

    private async Task<TestBrowser> BrowserAsync(string role)
    {
        var person = await App.CreateUserAsync($"{Guid.NewGuid()}@browsers.test");
        await Ours.AddMemberAsync(person, role);
        return await TestBrowser.SignInAsync(App, person);
    }

    private async Task<string> FailAsync(string workflow)
    {
        var run = ExecutionPath(await Owner.PostAsync(workflow + "/execute"));
        await UntilAsync(run, "failed");
        return run[(run.LastIndexOf('/') + 1)..];
    }

    private static string Id(JsonElement row) => row.GetProperty("id").GetString()!;

    private async Task<string[]> ListAsync(string workflow, string query) => [.. Ids(await Owner.GetAsync($"{workflow}/executions?{query}"))];

    private async Task<string[]> FoundAsync(string word, string more = "") => [.. Ids(await Owner.GetAsync($"/api/executions?q={Uri.EscapeDataString(word)}{more}"))];

    private static async Task<string> TextAsync(TestBrowser browser, string address) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(address)).Content.ReadAsStringAsync());
}
