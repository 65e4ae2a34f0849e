using System.Net;
using Financbase.Domain.Access;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Tests.Banking;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Who causes what starts a run has a hand in it, over however many corners.</summary>
public sealed class FourEyesTests : ApprovalScene
{
    private const string Ask = """{"key":"ask","type":"approval","config":{"role":"accountant","title":"Fine?","fourEyes":true,"timeout":"P1D"}}""";

    private HttpClient _importer = null!;

    [OneTimeSetUp]
    public async Task GiveTheAccountantAnImporter()
    {
        _importer = App.CreateClient();
        _importer.DefaultRequestHeaders.Authorization = new("Bearer", await Ours.IssueKeyAsync(new TestPerson(new UserId(await UserAsync("accountant")), "accountant@acme.test")));
    }

    [OneTimeTearDown]
    public void Close() => _importer.Dispose();

    [Test]
    public async Task Who_caused_the_event_does_not_decide_about_what_came_of_it_nor_does_who_repeats_that()
    {
        var asked = await PublishAsync("Asked", """{"type":"manual"}""", Ask);
        var inner = await PublishAsync("Inner", """{"type":"event","event":"custom.seen"}""", $$$"""
            {"key":"sub","type":"subWorkflow","config":{"workflow":"{{{asked}}}"}}
            """);
        await PublishAsync("Outer", """{"type":"event","event":"bank_statement.imported"}""", """
            {"key":"tell","type":"emitEvent","config":{"name":"seen","data":{}}}
            """);

        await CauseAsync("Seen by others");

        var approval = await PendingAsync(asked, 1);
        await RefusedAsync(Accountant, approval);
        (await Accountant.GetAsync(approval)).Data.GetProperty("submitters").EnumerateArray().Select(one => one.GetGuid()).ShouldBe([await UserAsync("accountant")]);
        (await Approver.GetAsync(approval)).Data.GetProperty("mayDecide").GetBoolean().ShouldBeFalse();
        (await Owner.PostAsync(approval + "/reject")).Status.ShouldBe(HttpStatusCode.OK);

        var run = (Guid)(await App.Database.ScalarAsync($"SELECT id FROM workflow_executions WHERE workflow_id = '{inner}'"))!;
        await UntilAsync($"/api/executions/{run}", "succeeded");
        (await Owner.PostAsync($"/api/executions/{run}/retry", """{"from":"start"}""")).Status.ShouldBe(HttpStatusCode.Accepted);

        var again = await PendingAsync(asked, 2);
        await RefusedAsync(Accountant, again);
        await RefusedAsync(Owner, again);
    }

    [Test]
    public async Task Who_brings_the_event_that_a_run_waited_for_does_not_decide_about_it()
    {
        var waits = await PublishAsync("Waits", """{"type":"manual"}""", """
            {"key":"wait","type":"waitForEvent","config":{"event":"bank_statement.imported"},"next":{"default":"ask"}}
            """, Ask);
        var run = (await Owner.PostAsync($"/api/workflows/{waits}/execute")).Location!;
        await UntilAsync(run, "waiting");

        await CauseAsync("Awaited");

        var approval = await PendingAsync(waits, 1);
        await RefusedAsync(Accountant, approval);
        await RefusedAsync(Owner, approval);
    }

    [Test]
    public async Task Who_decided_an_earlier_approval_of_a_run_does_not_decide_a_later_one()
    {
        var twice = await PublishAsync("Twice", """{"type":"manual"}""", """
            {"key":"first","type":"approval","config":{"role":"accountant","title":"Right?"},"next":{"approved":"ask","rejected":"ask"}}
            """, Ask);
        (await Owner.PostAsync($"/api/workflows/{twice}/execute")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Accountant.PostAsync(await PendingAsync(twice, 1) + "/approve")).Status.ShouldBe(HttpStatusCode.OK);

        var later = await PendingAsync(twice, 2);

        await RefusedAsync(Accountant, later);
        await RefusedAsync(Owner, later);
        (await Accountant.GetAsync(later)).Data.GetProperty("mayDecide").GetBoolean().ShouldBeFalse();
        (await Approver.GetAsync(later)).Data.GetProperty("submitters").EnumerateArray().Select(one => one.GetGuid())
            .ShouldBe([await UserAsync("accountant"), await UserAsync("owner")], ignoreOrder: true);
    }

    [Test]
    public async Task Who_hands_an_event_over_again_has_a_hand_in_what_comes_of_it()
    {
        var begun = DateTimeOffset.UtcNow;
        await CauseAsync("Before");
        await Eventually.HoldsAsync(async () => await CountAsync("event_deliveries WHERE state = 'pending'") == 0);
        var late = await PublishAsync("Late", """{"type":"event","event":"bank_statement.imported"}""", Ask);

        var replayed = await Owner.PostAsync("/api/events/replay", $$"""
            {"consumer":"workflows","type":"bank_statement.imported","from":"{{begun:O}}","to":"{{begun.AddHours(1):O}}"}
            """);

        replayed.Status.ShouldBe(HttpStatusCode.Accepted, replayed.Json.GetRawText());
        var approval = await PendingAsync(late, 1);
        await RefusedAsync(Accountant, approval);
        await RefusedAsync(Owner, approval);
    }

    [Test]
    public async Task A_workflow_that_nobody_known_starts_cannot_be_published_with_it()
    {
        var created = await Owner.PostAsync("/api/workflows", $$"""{"name":"Called","trigger":{"type":"webhook","verify":"none"},"steps":[{{Ask}}]}""");

        var refused = await Owner.PostAsync(created.Location + "/publish");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Json.GetProperty("error").GetProperty("details").GetProperty("fields").TryGetProperty("steps[0].config.fourEyes", out _).ShouldBeTrue();
    }

    private async Task<string> PublishAsync(string name, string trigger, params string[] steps)
    {
        var created = await Owner.PostAsync("/api/workflows", $$"""{"name":"{{name}}","trigger":{{trigger}},"steps":[{{string.Join(',', steps)}}]}""");
        created.Status.ShouldBe(HttpStatusCode.Created, created.Json.GetRawText());
        var published = await Owner.PostAsync(created.Location + "/publish");
        published.Status.ShouldBe(HttpStatusCode.OK, published.Json.GetRawText());
        return created.Location![(created.Location!.LastIndexOf('/') + 1)..];
    }

    /// <summary>The accountant imports a statement.</summary>
    private async Task CauseAsync(string name)
    {
        var account = await _importer.OpenAccountAsync(new { name, currency = "EUR" });
        (await _importer.ImportAsync(account, $"Date,Description,Amount\n2026-03-17,{name},-1.00\n")).Status.ShouldBe(201);
    }

    /// <summary>The address of the newest approval once the workflow has asked so often.</summary>
    private async Task<string> PendingAsync(string workflow, int count)
    {
        await Eventually.HoldsAsync(async () => await CountAsync($"approvals WHERE workflow_id = '{workflow}'") == count);
        return $"/api/approvals/{await App.Database.ScalarAsync($"SELECT id FROM approvals WHERE workflow_id = '{workflow}' ORDER BY requested_at DESC LIMIT 1")}";
    }

    private async Task<Guid> UserAsync(string role) =>
        (Guid)(await App.Database.ScalarAsync($"SELECT id FROM users WHERE email = '{role}@acme.test'"))!;

    private static async Task RefusedAsync(ApiClient who, string approval)
    {
        foreach (var verb in new[] { "approve", "reject" })
        {
            var refused = await who.PostAsync($"{approval}/{verb}");
            refused.Status.ShouldBe(HttpStatusCode.Forbidden);
            refused.ErrorCode.ShouldBe("access.separation_of_duties");
        }
    }
}
