using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Financbase.EndToEnd.Tests;

/// <summary>The page of a run while it runs.</summary>
public sealed class LiveRunTests
{
    private const string Definition = """
        {"name":"Pay the yard","trigger":{"type":"manual"},"steps":[
          {"key":"note","type":"transform","name":"Note the amount","config":{"set":{"amount":"{{ trigger.amount }}"}},"next":{"default":"first"}},
          {"key":"first","type":"approval","name":"The yard agrees","config":{"role":"owner","title":"Pay the yard?","timeout":"P2D"},"next":{"approved":"second"}},
          {"key":"second","type":"approval","name":"The owner agrees","config":{"role":"owner","title":"Release it?","timeout":"P2D"},"next":{"approved":"told"}},
          {"key":"told","type":"transform","name":"Note the release","config":{"set":{"released":true}}}]}
        """;

    [Test]
    public async Task Steps_light_up_as_they_run_and_the_page_is_never_loaded_again([Values(1440, 390)] int width)
    {
        await using var app = await TestApp.StartAsync();
        var organization = await app.FoundAsync("harbor");
        var owner = await organization.AddMemberAsync("owner");
        using var api = new ApiClient(app, await organization.IssueKeyAsync(owner));
        var run = await StartAsync(organization);
        var page = await Chromium.OpenAsync(app, width, session: await Chromium.KeepSessionAsync(app, owner));
        var faults = new List<string>();
        page.Console += (_, message) => faults.AddRange(message.Type == "error" ? [message.Text] : []);
        page.PageError += (_, message) => faults.Add(message);
        var streams = 0;
        page.Request += (_, request) => streams += request.Url.Contains("handler=Stream", StringComparison.Ordinal) ? 1 : 0;
        await page.GotoAsync($"/o/harbor/workflows/executions/{run}");
        await page.EvaluateAsync("() => { window.kept = true; document.addEventListener('htmx:sse:close', e => window.streamEnd = e.detail.reason); }");
        await SeesAsync("Waiting", "The yard agrees");

        await ApproveAsync("first");

        await SeesAsync("Succeeded", "The yard agrees");
        await SeesAsync("Waiting", "The owner agrees");
        await PageChecksTests.CheckAsync(page, "harbor/workflows/executions/live", width);

        await ApproveAsync("second");

        await SeesAsync("Succeeded", "Note the release");
        await Expect(page.Locator("#execution > header, #execution .page-head").First).ToContainTextAsync("Succeeded");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run again…", Exact = true })).ToBeVisibleAsync();
        (await page.EvaluateAsync<bool>("() => window.kept")).ShouldBeTrue();
        (await page.EvaluateAsync<string>("() => window.streamEnd")).ShouldBe("message", "The stream told the end.");
        streams.ShouldBe(1, "One stream for the whole run.");
        faults.ShouldBeEmpty();

        Task SeesAsync(string state, string step) => Expect(page.Locator("ol.wf li").Filter(new() { HasText = $"{state}: {step}" })).ToBeVisibleAsync();

        async Task ApproveAsync(string step)
        {
            object? asked = null;
            await Eventually.HoldsAsync(async () => (asked = await app.Database.ScalarAsync(
                $"SELECT id FROM approvals WHERE execution_id = '{run}' AND address = '{step}' AND status = 'pending'")) is not null);
            (await api.PostAsync($"/api/approvals/{asked}/approve")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task Without_scripts_the_page_says_how_the_run_stands_when_it_is_loaded()
    {
        await using var app = await TestApp.StartAsync();
        var organization = await app.FoundAsync("harbor");
        var owner = await organization.AddMemberAsync("owner");
        var run = await StartAsync(organization);
        var page = await Chromium.OpenAsync(app, scripts: false);
        await Chromium.SignInAsync(page, owner);
        await Eventually.HoldsAsync(async () => await app.Database.ScalarAsync($"SELECT 1 FROM approvals WHERE execution_id = '{run}'") is not null);

        await page.GotoAsync($"/o/harbor/workflows/executions/{run}");

        await Expect(page.Locator("ol.wf li").Filter(new() { HasText = "Waiting: The yard agrees" })).ToBeVisibleAsync();
    }

    private static async Task<Guid> StartAsync(TestOrganization organization)
    {
        var workflow = new WorkflowId((await organization.SendAsync(new CreateWorkflow(Definition))).Value.Id);
        _ = (await organization.SendAsync(new PublishWorkflow(workflow))).Value;
        return (await organization.SendAsync(new ExecuteWorkflow(workflow, JsonElement.Parse("""{"amount":"12400"}"""), StartSource.Api))).Value.ExecutionId;
    }
}
