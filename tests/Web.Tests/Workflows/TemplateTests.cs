using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.Workflows.Gallery;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Every template becomes a workflow that can be published as it is and that runs to its end or to a wait.</summary>
public sealed class TemplateTests : ExecutionApiScene
{
    // These look up what their sample cannot name; SalesTemplateTests runs them.
    private static readonly string[] OfSales = ["large-invoice-approval", "overdue-reminders", "paid-thank-you"];

    private static IEnumerable<string> All => WorkflowTemplates.All.Select(template => template.Id).Except(OfSales);

    [Test]
    public async Task The_gallery_has_the_routines_of_a_small_business()
    {
        var answer = await Viewer.GetAsync("/api/workflow-templates");
        var listed = answer.Data;

        Ids(answer).ShouldBe([
            "bill-approval", "budget-alert", "client-onboarding", "expense-approval", "failed-sync-alert", "invoice-approval",
            "large-invoice-approval", "large-payment-review", "month-end-summary", "overdue-reminders", "paid-thank-you",
        ], ignoreOrder: true);
        listed.EnumerateArray().ShouldAllBe(template => template.GetProperty("summary").GetString()!.Length > 40);
        listed.GetRawText().ShouldNotContain("parameters.", Case.Sensitive, "Every place is filled.");
    }

    [TestCaseSource(nameof(All))]
    public async Task A_template_is_published_without_problems_and_runs_to_its_end_or_its_wait(string id)
    {
        var made = await Owner.PostAsync($"/api/workflow-templates/{id}/instantiate");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.GetRawText());
        made.Data.GetProperty("problems").GetArrayLength().ShouldBe(0, made.Data.GetProperty("problems").GetRawText());
        (await Owner.PostAsync(made.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);

        var started = await Owner.PostAsync(made.Location + "/execute", new JsonObject { ["input"] = JsonNode.Parse(WorkflowTemplates.Find(id)!.Sample.GetRawText()) }.ToJsonString());
        var run = await RestAsync(ExecutionPath(started));

        run.GetProperty("status").GetString().ShouldBeOneOf("succeeded", "waiting");
        run.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString())
            .ShouldAllBe(status => status == "succeeded" || status == "skipped" || status == "waiting" || status == "pending");
        (run.GetProperty("status").GetString() == "waiting" || Steps(run).All(step => step.Item2 is "succeeded" or "skipped")).ShouldBeTrue(run.GetRawText());
        (await Owner.PostAsync(made.Location + "/pause")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("large-payment-review", false, "alarm")]
    [TestCase("invoice-approval", true, "pay", """{"seen":true}""")]
    [TestCase("invoice-approval", false, "refused")]
    [TestCase("month-end-summary", true, "summary", """{"note":"Seen."}""")]
    [TestCase("month-end-summary", false, "missing")]
    [TestCase("client-onboarding", true, "ready", """{"contract":true,"identity":true}""")]
    [TestCase("client-onboarding", false, "stopped")]
    public async Task What_is_decided_leads_where_it_says(string id, bool isApproved, string step, string form = "{}")
    {
        var made = await Owner.PostAsync($"/api/workflow-templates/{id}/instantiate", """{"parameters":{"role":"owner"}}""");
        await Owner.PostAsync(made.Location + "/publish");
        var started = await Owner.PostAsync(made.Location + "/execute", new JsonObject { ["input"] = JsonNode.Parse(WorkflowTemplates.Find(id)!.Sample.GetRawText()) }.ToJsonString());
        (await RestAsync(ExecutionPath(started))).GetProperty("status").GetString().ShouldBe("waiting");
        var asked = (await Owner.GetAsync("/api/approvals?status=pending&limit=200")).Data.EnumerateArray()
            .Single(approval => approval.GetProperty("executionId").GetString() == started.Data.GetProperty("executionId").GetString()).GetProperty("id").GetString();

        var decided = isApproved
            ? await Owner.PostAsync($"/api/approvals/{asked}/approve", $$"""{"form":{{form}}}""")
            : await Owner.PostAsync($"/api/approvals/{asked}/reject", """{"comment":"Not now."}""");

        decided.Status.ShouldBe(HttpStatusCode.OK, decided.Json.GetRawText());
        await StepAsync(ExecutionPath(started), step);
    }

    [Test]
    public async Task The_summary_of_a_month_holds_what_the_reports_say_and_nobody_types()
    {
        var account = await Ours.OpenAccountAsync("Till of June");
        (await Ours.ImportAsync(account, "Date,Description,Amount\n2026-05-31,Before,100.00\n2026-06-30,Sold,20.50\n2026-06-15,Paid,-5.25\n2026-07-01,After,7.00\n")).IsSuccess.ShouldBeTrue();
        var made = await Owner.PostAsync("/api/workflow-templates/month-end-summary/instantiate");
        await Owner.PostAsync(made.Location + "/publish");
        var started = await Owner.PostAsync(made.Location + "/execute", new JsonObject { ["input"] = JsonNode.Parse(WorkflowTemplates.Find("month-end-summary")!.Sample.GetRawText()) }.ToJsonString());

        var run = await RestAsync(ExecutionPath(started));

        run.GetProperty("status").GetString().ShouldBe("waiting", run.GetRawText());
        var asked = (await Owner.GetAsync("/api/approvals?status=pending&limit=200")).Data.EnumerateArray()
            .Single(approval => approval.GetProperty("executionId").GetString() == started.Data.GetProperty("executionId").GetString());
        asked.GetProperty("title").GetString().ShouldBe("Are the figures up to 2026-06-30 right?");
        (await Owner.PostAsync($"/api/approvals/{asked.GetProperty("id").GetString()}/approve", """{"form":{"note":"A good month."}}""")).Status.ShouldBe(HttpStatusCode.OK);
        await StepAsync(ExecutionPath(started), "summary");
        var body = (string)(await App.Database.ScalarAsync("SELECT body FROM notifications WHERE title = 'Month-end summary up to 2026-06-30' AND body LIKE '%Till of June%' LIMIT 1"))!;
        body.ShouldContain("Till of June: 115.25 EUR");
        body.ShouldContain("Till of June: in 20.50, out -5.25 EUR");
        body.ShouldContain("Owed to you: 0.00 EUR\nYou owe: 0.00 EUR\n\nA good month.");
    }

    [Test]
    public async Task The_summary_of_very_many_accounts_names_some_and_counts_the_others()
    {
        var many = await App.FoundAsync("many");
        using var owner = await ApiClient.OfAsync(many, "owner");
        for (var number = 1; number <= 60; number++)
        {
            var account = await many.OpenAccountAsync($"{number:00} of the accounts of a business that gives all of them very long names");
            (await many.ImportAsync(account, "Date,Description,Amount\n2026-06-30,Sold,20.50\n2026-06-15,Paid,-5.25\n")).IsSuccess.ShouldBeTrue();
        }

        var made = await owner.PostAsync("/api/workflow-templates/month-end-summary/instantiate");
        await owner.PostAsync(made.Location + "/publish");
        var started = await owner.PostAsync(made.Location + "/execute", new JsonObject { ["input"] = JsonNode.Parse(WorkflowTemplates.Find("month-end-summary")!.Sample.GetRawText()) }.ToJsonString());

        var run = await RestAsync(ExecutionPath(started), owner);
        run.GetProperty("status").GetString().ShouldBe("waiting", run.GetRawText());
        var approval = (await owner.GetAsync("/api/approvals?status=pending")).Data.EnumerateArray().Single();
        (await owner.PostAsync($"/api/approvals/{approval.GetProperty("id").GetString()}/approve", $$$"""{"form":{"note":"{{{new string('n', 1000)}}}"}}"""))
            .Status.ShouldBe(HttpStatusCode.OK);
        run = await EndAsync(ExecutionPath(started), owner);

        run.GetProperty("status").GetString().ShouldBe("succeeded", run.GetRawText());
        var details = (string)(await App.Database.ScalarAsync($"SELECT details FROM approvals WHERE id = '{approval.GetProperty("id").GetString()}'"))!;
        details.ShouldContain("20 of the accounts");
        details.ShouldNotContain("21 of the accounts");
        details.TrimEnd().ShouldEndWith("and 40 more");
        var body = (string)(await App.Database.ScalarAsync("SELECT body FROM notifications WHERE body LIKE '01 of the accounts%' LIMIT 1"))!;
        body.ShouldContain("\n10 of the accounts");
        body.ShouldContain("\nand 50 more\n");
        body.ShouldContain("\nand 54 more\n");
    }

    [Test]
    public async Task Parameters_are_put_into_their_places_and_a_wrong_one_is_refused()
    {
        const string Path = "/api/workflow-templates/large-payment-review/instantiate";
        var made = await Owner.PostAsync(Path, """{"name":"Over ten","parameters":{"amount":10.50,"role":"accountant","days":"7"}}""");

        made.Data.GetProperty("name").GetString().ShouldBe("Over ten");
        made.Data.GetProperty("triggers")[0].GetProperty("filter").GetProperty("value").GetRawText().ShouldBe("-10.50");
        made.Data.GetProperty("steps")[0].GetProperty("config").GetProperty("role").GetString().ShouldBe("accountant");
        made.Data.GetProperty("steps")[0].GetProperty("config").GetProperty("timeout").GetString().ShouldBe("P7D");
        (await Owner.PostAsync(Path, """{"parameters":{"amount":-1}}""")).Fields.ShouldBe(["parameters.amount"]);
        (await Owner.PostAsync(Path, """{"parameters":{"days":"1e3","role":"{{ secrets.x }}"}}""")).Fields.ShouldBe(["parameters.days", "parameters.role"], ignoreOrder: true);
        (await Owner.PostAsync(Path, """{"parameters":{"nobodys":"x"}}""")).Fields.ShouldBe(["parameters.nobodys"]);
        (await Owner.PostAsync(Path, """{"parameters":{"amount":[1]}}""")).Fields.ShouldBe(["parameters.amount"]);
        (await Owner.PostAsync("/api/workflow-templates/none/instantiate")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Viewer.PostAsync(Path)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task The_page_shows_them_and_makes_a_draft_with_what_is_typed()
    {
        using var browser = await TestBrowser.SignInAsync(App, await Ours.AddMemberAsync("admin"));
        const string Address = "/o/acme/workflows/templates";
        var token = await browser.TokenAsync(Address);

        using var wrong = await browser.PostAsync(
            Address + "?handler=Use", ("template", "invoice-approval"), ("values[amount]", "much"), ("values[role]", "owner"), ("__RequestVerificationToken", token));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await wrong.Content.ReadAsStringAsync();
        page.ShouldContain("Use a number from 0");
        page.ShouldContain("value=\"much\"");

        using var made = await browser.PostAsync(
            Address + "?handler=Use", ("template", "invoice-approval"), ("values[amount]", "75"), ("values[role]", "owner"), ("__RequestVerificationToken", token));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var draft = (await Owner.GetAsync(made.Headers.Location!.OriginalString.Replace("/o/acme/", "/api/", StringComparison.Ordinal))).Data;
        draft.GetProperty("steps")[0].GetProperty("config").GetProperty("value").GetInt32().ShouldBe(75);

        using var viewer = await TestBrowser.SignInAsync(App, await Ours.AddMemberAsync("approver"));
        using var shown = await viewer.GetAsync(Address);
        (await shown.Content.ReadAsStringAsync()).ShouldNotContain("Make a draft");
        using var list = await browser.GetAsync("/o/acme/workflows");
        (await list.Content.ReadAsStringAsync()).ShouldContain("/o/acme/workflows/templates");
    }

    private Task<JsonElement> RestAsync(string execution, ApiClient? who = null) =>
        UntilAsync(execution, run => run.GetProperty("status").GetString() is "succeeded" or "failed" or "waiting" or "parked", "come to rest", who);

    private Task<JsonElement> EndAsync(string execution, ApiClient who) =>
        UntilAsync(execution, run => run.GetProperty("status").GetString() is "succeeded" or "failed" or "parked", "end", who);

    private Task<JsonElement> StepAsync(string execution, string step) => UntilAsync(
        execution, run => Steps(run).Any(one => one is { Item2: "succeeded" } && one.Item1 == step), $"run {step}");

    private async Task<JsonElement> UntilAsync(string execution, Func<JsonElement, bool> holds, string what, ApiClient? who = null)
    {
        who ??= Owner;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20);)
        {
            var data = (await who.GetAsync(execution)).Data;
            if (holds(data))
                return data;
            await Task.Delay(50);
        }

        throw new AssertionException($"{execution} did not {what}: {(await who.GetAsync(execution)).Data.GetRawText()}");
    }
}
