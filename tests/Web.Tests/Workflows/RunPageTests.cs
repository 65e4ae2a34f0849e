using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Workflows;

/// <summary>What a person does on the page of a run, without JavaScript.</summary>
public sealed class RunPageTests : ExecutionApiScene
{
    [Test]
    public async Task A_person_says_what_became_of_a_call_and_runs_it_again()
    {
        using var browser = await TestBrowser.SignInAsync(App, await Ours.AddMemberAsync("admin"));
        var created = await Owner.PostAsync("/api/workflows", """
            {"name":"Pay","trigger":{"type":"manual"},"steps":[
              {"key":"pay","type":"httpRequest","config":{"method":"POST","url":"SINK/broken/page"},"retry":{"attempts":2,"delay":"PT1H"},"next":{"default":"keep"}},
              {"key":"keep","type":"transform","config":{"set":{"reference":"{{ steps.pay.output.body.reference }}"}}}]}
            """.Replace("SINK", $"{Sink.Address}".TrimEnd('/'), StringComparison.Ordinal));
        await Owner.PostAsync(created.Location + "/publish");
        var run = (await Owner.PostAsync(created.Location + "/execute")).Location!;
        await UntilAsync(run, "waiting");
        await ParkAsync(run[(run.LastIndexOf('/') + 1)..]);
        var page = "/o/acme/workflows" + run["/api".Length..];
        (await TextAsync(browser, page)).ShouldContain("What became of “pay”?");
        var token = ("__RequestVerificationToken", await browser.TokenAsync(page));

        using var refused = await browser.PostAsync(page + "?handler=Resolve", ("Input.Key", "pay"), ("Input.Path", ""), ("Input.Outcome", "Succeeded"), ("Input.Output", "{reference"), token);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(
            text => text.ShouldContain("This is not JSON"), text => text.ShouldContain("{reference"));
        using var resolved = await browser.PostAsync(page + "?handler=Resolve", ("Input.Key", "pay"), ("Input.Path", ""), ("Input.Outcome", "Succeeded"), ("Input.Output", """{"body":{"reference":"R-7"}}"""), ("Input.Message", "unused"), token);
        resolved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await UntilAsync(run, "succeeded")).GetProperty("output").GetProperty("reference").GetString().ShouldBe("R-7");
        using var late = await browser.PostAsync(page + "?handler=Resolve", ("Input.Key", "pay"), ("Input.Path", ""), ("Input.Outcome", "Retry"), token);
        late.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await TextAsync(browser, page)).ShouldContain("The outcome of this step is not unknown.");

        using var again = await browser.PostAsync(page + "?handler=Retry", ("Input.From", "keep"), ("Input.Version", "Original"), token);
        var second = again.Headers.Location!.OriginalString.Split('?')[0];
        second.ShouldNotBe(page);
        var repetition = await UntilAsync("/api" + second["/o/acme/workflows".Length..], "succeeded");
        repetition.GetProperty("output").GetProperty("reference").GetString().ShouldBe("R-7", "What lies before is kept.");
        (await TextAsync(browser, second)).ShouldSatisfyAllConditions(text => text.ShouldContain(page), text => text.ShouldContain(", kept"));
        (await TextAsync(browser, page)).ShouldContain(second);
        using var wrong = await browser.PostAsync(page + "?handler=Retry", ("Input.From", "failed"), token);
        wrong.Headers.Location!.OriginalString.ShouldStartWith(page);
        (await TextAsync(browser, page)).ShouldContain("has not failed");
    }

    [Test]
    public async Task A_run_that_waits_for_its_turn_says_so_and_leads_to_the_one_that_it_waits_for()
    {
        var workflow = (await Owner.PostAsync("/api/workflows", """
            {"name":"One by one","concurrency":{"most":1,"key":"{{ trigger.customer }}"},"trigger":{"type":"manual"},"steps":[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]}
            """)).Location!;
        await Owner.PostAsync(workflow + "/publish");
        var runs = new List<string>();
        for (var number = 0; number < 3; number++)
            runs.Add((await Owner.PostAsync(workflow + "/execute", """{"input":{"customer":"C-7"}}""")).Location!);
        var (holder, next, last) = (runs[0], runs[1], runs[2]);
        await UntilAsync(holder, "waiting");

        var turn = (await Owner.GetAsync(last)).Data.GetProperty("turn");
        (turn.GetProperty("key").GetString(), turn.GetProperty("before").GetInt64()).ShouldBe(("C-7", 1));
        holder.ShouldEndWith(turn.GetProperty("heldBy").GetString()!);
        var person = await App.CreateUserAsync("onlooker@acme.test");
        await Ours.AddMemberAsync(person, "viewer");
        using var browser = await TestBrowser.SignInAsync(App, person);
        (await TextAsync(browser, Page(last))).ShouldSatisfyAllConditions(
            text => text.ShouldContain("It waits for its turn."), text => text.ShouldContain("“C-7”"), text => text.ShouldContain("one waits before it"), text => text.ShouldContain(Page(holder)));
        (await TextAsync(browser, Page(next))).ShouldContain("it is the next");
        (await TextAsync(browser, Page(holder))).ShouldNotContain("waits for its turn");
        (await TextAsync(browser, $"/o/acme/workflows/executions?workflow={workflow["/api/workflows/".Length..]}")).ShouldSatisfyAllConditions(
            text => text.ShouldContain("Waits for its turn. Enough others with the key “C-7” are under way; it is the next."), text => text.ShouldContain("one waits before it"));

        await Owner.PostAsync(holder + "/cancel");

        await UntilAsync(next, "waiting");
        (await TextAsync(browser, Page(next))).ShouldNotContain("waits for its turn");
        (await TextAsync(browser, Page(last))).ShouldContain(Page(next));

        static string Page(string run) => "/o/acme/workflows" + run["/api".Length..];
    }

    [Test]
    public async Task A_person_lets_what_was_set_aside_be_tried_again()
    {
        var person = await App.CreateUserAsync("patient@acme.test");
        await Ours.AddMemberAsync(person, "owner");
        using var browser = await TestBrowser.SignInAsync(App, person);
        var run = (await Owner.PostAsync(await PublishAsync("""{"key":"rest","type":"delay","config":{"duration":"P1D"}}""") + "/execute")).Location!;
        await UntilAsync(run, "waiting");
        (await Owner.PostAsync(run + "/continue")).ErrorCode.ShouldBe("workflows.not_set_aside");
        await App.Database.ScalarAsync($"UPDATE workflow_executions SET status = 'parked', parked_reason = 'poison' WHERE id = '{run[(run.LastIndexOf('/') + 1)..]}'");
        var page = "/o/acme/workflows" + run["/api".Length..];
        (await TextAsync(browser, page)).ShouldContain("Try it again");

        using var told = await browser.PostAsync(page + "?handler=Continue", ("__RequestVerificationToken", await browser.TokenAsync(page)));

        told.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await UntilAsync(run, "waiting")).GetProperty("parkedReason").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Test]
    public async Task A_step_without_its_rights_is_asked_about_as_what_it_is()
    {
        using var browser = await TestBrowser.SignInAsync(App, await Ours.AddMemberAsync("accountant"));
        var run = (await Owner.PostAsync(await PublishAsync("""{"key":"rest","type":"delay","config":{"duration":"P1D"}}""") + "/execute")).Location!;
        await UntilAsync(run, "waiting");
        await ParkAsync(run[(run.LastIndexOf('/') + 1)..], "authority_lost");

        var text = await TextAsync(browser, "/o/acme/workflows" + run["/api".Length..]);

        text.ShouldContain("The rights of this version were taken away");
        text.ShouldNotContain("What became of");
        text.ShouldNotContain("Call again");
    }

    [Test]
    public async Task A_call_that_is_not_made_again_any_more_is_asked_about_as_what_it_is()
    {
        var person = await App.CreateUserAsync("mender@acme.test");
        await Ours.AddMemberAsync(person, "owner");
        using var browser = await TestBrowser.SignInAsync(App, person);
        var run = (await Owner.PostAsync(await PublishAsync(
            """{"key":"pay","type":"httpRequest","config":{"method":"POST","url":"SINK/broken/page"},"retry":{"attempts":2,"delay":"PT1H"}}""".Replace("SINK", $"{Sink.Address}".TrimEnd('/'), StringComparison.Ordinal)) + "/execute")).Location!;
        await UntilAsync(run, "waiting");
        var id = run[(run.LastIndexOf('/') + 1)..];
        await ParkAsync(id);
        await App.Database.ScalarAsync($$"""
            UPDATE workflow_executions SET state = replace(replace(state::text, '"isLeaving":false', '"isLeaving":true'), '"status":"parked",', '"status":"parked","isLeaving":true,')::json
            WHERE id = '{{id}}'
            """);

        var text = await TextAsync(browser, "/o/acme/workflows" + run["/api".Length..]);

        text.ShouldSatisfyAllConditions(
            () => text.ShouldContain("What became of “pay”?"), () => text.ShouldContain("so it is not made again"),
            () => text.ShouldNotContain("Call again"), () => text.ShouldContain("It did not happen"), () => text.ShouldContain("It happened"));
        (await Owner.GetAsync(run)).Data.GetProperty("steps")[0].GetProperty("dropped").GetBoolean().ShouldBeTrue();
        var refused = await Owner.PostAsync(run + "/steps/pay/resolve", """{"outcome":"retry"}""");
        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "workflows.not_called_again"));
    }

    // As a call is left whose worker died.
    private Task ParkAsync(string id, string reason = "outcome_unknown") => App.Database.ScalarAsync($$"""
        DELETE FROM workflow_timers WHERE execution_id = '{{id}}';
        UPDATE workflow_executions SET status = 'parked', parked_reason = '{{reason}}', state = replace(replace(state::text, '"waiting"', '"parked"'), '"isRetry":true', '"isRetry":false')::json
        WHERE id = '{{id}}'
        """);

    private static async Task<string> TextAsync(TestBrowser browser, string address) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(address)).Content.ReadAsStringAsync());
}
