using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Web and worker in one process, and people of several roles with keys.</summary>
public abstract class ApprovalScene
{
    protected TestApp App { get; private set; } = null!;

    protected TestOrganization Ours { get; private set; } = null!;

    protected ApiClient Owner { get; private set; } = null!;

    protected ApiClient Approver { get; private set; } = null!;

    protected ApiClient Accountant { get; private set; } = null!;

    /// <summary>An owner of another organization.</summary>
    protected ApiClient Foreign { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        App = await TestApp.StartAsync();
        Ours = await App.FoundAsync("acme");
        Owner = await ApiClient.OfAsync(Ours, "owner");
        Approver = await ApiClient.OfAsync(Ours, "approver");
        Accountant = await ApiClient.OfAsync(Ours, "accountant");
        Foreign = await ApiClient.OfAsync(await App.FoundAsync("other"), "owner");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (var client in new[] { Owner, Approver, Accountant, Foreign })
            client.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>A run that asks, with these members of the step's configuration; its approval and its own address.</summary>
    protected async Task<(string Approval, string Run)> AskAsync(string config)
    {
        var created = await Owner.PostAsync("/api/workflows", """
            {"name":"Ask","trigger":{"type":"manual"},"steps":[
              {"key":"ask","type":"approval","config":CONFIG,"next":{"approved":"keep","rejected":"keep","timeout":"keep"}},
              {"key":"keep","type":"transform","config":{"set":{"decision":"{{ steps.ask.output.decision }}","by":"{{ steps.ask.output.decidedBy.email }}",
                "comment":"{{ steps.ask.output.comment }}","form":"{{ steps.ask.output.form }}"}}}]}
            """.Replace("CONFIG", config, StringComparison.Ordinal));
        (await Owner.PostAsync(created.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK, created.Json.GetRawText());
        var run = (await Owner.PostAsync(created.Location + "/execute")).Location!;
        await UntilAsync(run, "waiting");
        var id = run[(run.LastIndexOf('/') + 1)..];
        var approval = await App.Database.ScalarAsync($"SELECT id FROM approvals WHERE execution_id = '{id}'");
        return ($"/api/approvals/{approval}", run);
    }

    protected async Task<JsonElement> UntilAsync(string run, string status)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20);)
        {
            var data = (await Owner.GetAsync(run)).Data;
            if (data.GetProperty("status").GetString() == status)
                return data;
            await Task.Delay(50);
        }

        throw new AssertionException($"{run} did not become {status}.");
    }

    protected async Task<long> CountAsync(string sql) => (long)(await App.Database.ScalarAsync($"SELECT count(*) FROM {sql}"))!;
}
