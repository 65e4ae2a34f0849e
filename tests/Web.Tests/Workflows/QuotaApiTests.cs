using System.Net;
using System.Text;
using System.Text.Json;
using Financbase.Application.Workflows.Quotas;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Workflows;

/// <summary>What the API says of quotas, and of counts of runs.</summary>
public sealed class QuotaApiTests : ExecutionApiScene
{
    private const string Keep = """{"key":"keep","type":"transform","config":{"set":{"x":1}}}""";

    [Test]
    public async Task Beyond_a_quota_starts_repetitions_and_calls_of_webhooks_are_answered_429()
    {
        var path = await PublishAsync(Keep, """{"type":"webhook","verify":"none"}""");
        var url = (await Owner.GetAsync(path)).Data.GetProperty("triggers")[0].GetProperty("url").GetString()!;
        var first = await Owner.PostAsync(path + "/execute");
        await EndAsync(first);
        using var before = await CallAsync(url, "msg_1");
        (await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(1), QuotaChange.None))).IsSuccess.ShouldBeTrue();
        await Eventually.HoldsAsync(async () => (await Owner.PostAsync(path + "/execute")).Status == HttpStatusCode.TooManyRequests);

        var refused = await Owner.PostAsync(path + "/execute");
        var repeated = await Owner.PostAsync(ExecutionPath(first) + "/retry", """{"from":"start"}""");
        using var called = await CallAsync(url, "msg_2");
        using var again = await CallAsync(url, "msg_1");

        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.TooManyRequests, "workflows.quota_reached"));
        (repeated.Status, repeated.ErrorCode).ShouldBe((HttpStatusCode.TooManyRequests, "workflows.quota_reached"));
        called.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        called.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        JsonElement.Parse(await called.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("code").GetString().ShouldBe("workflows.quota_reached");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ExecutionAsync(again)).ShouldBe(await ExecutionAsync(before));
        (await Owner.GetAsync(path + "/statistics")).Data.GetProperty("total").GetProperty("refused").GetInt64().ShouldBe(1);
        (await App.Database.ScalarAsync("SELECT count(*) FROM workflow_quota_notices")).ShouldBe(1L);
        (await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.ToInstallation, QuotaChange.None))).IsSuccess.ShouldBeTrue();
        await Eventually.HoldsAsync(async () => (await Owner.PostAsync(path + "/execute")).Status == HttpStatusCode.Accepted);
    }

    [Test]
    public async Task Where_each_call_has_ended_before_the_next_one_no_quota_of_what_is_unfinished_refuses_one()
    {
        var path = await PublishAsync(Keep, """{"type":"webhook","verify":"none"}""");
        var url = (await Owner.GetAsync(path)).Data.GetProperty("triggers")[0].GetProperty("url").GetString()!;
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(1), QuotaChange.ToInstallation));
        await Eventually.HoldsAsync(async () => (await Owner.PostAsync(path + "/execute")).Status == HttpStatusCode.TooManyRequests);
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.ToInstallation, QuotaChange.To(5)));
        await Eventually.HoldsAsync(async () => (await Owner.PostAsync(path + "/execute")).Status == HttpStatusCode.Accepted);
        await Eventually.HoldsAsync(async () => await UnderWayAsync() == 0);

        var answers = new List<HttpStatusCode>();
        for (var number = 0; number < 50; number++)
        {
            using var answer = await CallAsync(url, $"quick_{number}");
            answers.Add(answer.StatusCode);
        }

        answers.ShouldAllBe(status => status == HttpStatusCode.Accepted);
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.ToInstallation, QuotaChange.ToInstallation));

        async Task<long> UnderWayAsync() =>
            (long)(await App.Database.ScalarAsync("SELECT count(*) FROM workflow_executions WHERE status IN ('queued', 'running', 'waiting', 'parked')"))!;
    }

    [Test]
    public async Task Quotas_and_how_much_of_them_is_used_are_told_by_the_api_and_the_page()
    {
        var path = await PublishAsync(Keep);
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.ToInstallation, QuotaChange.ToInstallation));
        await Eventually.HoldsAsync(async () => (await Owner.PostAsync(path + "/execute")).Status == HttpStatusCode.Accepted);
        using var browser = await TestBrowser.SignInAsync(App, await Ours.AddMemberAsync("accountant"));
        var open = (await Viewer.GetAsync("/api/workflow-quotas")).Data;
        var without = await browser.GetStringAsync("/o/acme/workflows");
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(1_500), QuotaChange.None));

        var set = (await Owner.GetAsync("/api/workflow-quotas")).Data.GetProperty("executionsPerDay");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/o/acme/workflows"));

        open.GetProperty("executionsPerDay").GetProperty("limit").ValueKind.ShouldBe(JsonValueKind.Null);
        open.GetProperty("executionsPerDay").GetProperty("used").GetInt64().ShouldBeGreaterThan(0);
        set.GetProperty("limit").GetInt64().ShouldBe(1_500);
        without.ShouldNotContain("Runs begun today");
        page.ShouldContain("Runs begun today (UTC)");
        page.ShouldContain("of 1,500");
        page.ShouldNotContain("Runs under way");
        (await Foreign.GetAsync("/api/workflow-quotas")).Data.GetProperty("executionsPerDay").GetProperty("used").GetInt64().ShouldBe(0);
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.ToInstallation, QuotaChange.None));
    }

    [Test]
    public async Task Who_sees_the_runs_of_some_workflows_only_is_not_told_how_many_there_are_of_all()
    {
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(1_700), QuotaChange.None));
        var role = await Owner.PostAsync("/api/roles", """
            {"name":"Makers","permissions":["organization:read","workflows:read","executions:read"],
             "constraints":{"workflows:read":{"ownOnly":true},"executions:read":{"ownOnly":true}}}
            """);
        role.Status.ShouldBe(HttpStatusCode.Created, role.Json.GetRawText());
        var maker = await App.CreateUserAsync("maker@acme.test");
        await Ours.AddMemberAsync(maker, role.Data.GetProperty("key").GetString()!);
        using var key = new ApiClient(App, await Ours.IssueKeyAsync(maker));
        using var browser = await TestBrowser.SignInAsync(App, maker);

        var refused = await key.GetAsync("/api/workflow-quotas");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/o/acme/workflows"));

        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.Forbidden, "FORBIDDEN"));
        page.ShouldNotContain("of 1,700");
        (await Viewer.GetAsync("/api/workflow-quotas")).Status.ShouldBe(HttpStatusCode.OK);
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.ToInstallation, QuotaChange.None));
    }

    [Test]
    public async Task Counts_of_runs_are_told_by_the_api_the_list_and_the_page()
    {
        await Ours.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(0), QuotaChange.To(0)));
        var path = await PublishAsync(Keep);
        await Eventually.HoldsAsync(async () => (await Owner.PostAsync(path + "/execute")).Status == HttpStatusCode.Accepted);
        await EndAsync(await Owner.PostAsync(path + "/execute"));
        await Eventually.HoldsAsync(async () => (await TotalAsync()).GetProperty("succeeded").GetInt64() == 2);

        var told = (await Viewer.GetAsync(path + "/statistics?from=2026-01-01&to=2026-01-31")).Data;
        var listed = (await Owner.GetAsync("/api/workflows")).Data.EnumerateArray().Single(row => path.EndsWith(row.GetProperty("id").GetString()!, StringComparison.Ordinal));
        using var browser = await TestBrowser.SignInAsync(App, await Ours.AddMemberAsync("admin"));
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/o/acme" + path["/api".Length..]));

        (await TotalAsync()).GetProperty("successShare").GetDouble().ShouldBe(1);
        told.GetProperty("days").GetArrayLength().ShouldBe(31);
        listed.GetProperty("lastWeek").GetProperty("started").GetInt64().ShouldBe(2);
        page.ShouldContain("Runs, last 7 days");
        page.ShouldContain("100 %");
        WebUtility.HtmlDecode(await browser.GetStringAsync("/o/acme/workflows")).ShouldContain("2 runs");
        WebUtility.HtmlDecode(await browser.GetStringAsync("/o/acme/")).ShouldContain("2 runs, 100 % succeeded");
        foreach (var wrong in new[] { "from=yesterday", "from=2026-02-01&to=2026-01-01", "from=2020-01-01&to=2026-01-01" })
            (await Owner.GetAsync(path + "/statistics?" + wrong)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong);
        (await Foreign.GetAsync(path + "/statistics")).Status.ShouldBe(HttpStatusCode.NotFound);

        async Task<JsonElement> TotalAsync() => (await Owner.GetAsync(path + "/statistics")).Data.GetProperty("total");
    }

    private async Task<HttpResponseMessage> CallAsync(string url, string key)
    {
        using var stranger = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(App.Address, new Uri(url).AbsolutePath)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        call.Headers.Add("Webhook-Id", key);
        return await stranger.SendAsync(call);
    }

    private static async Task<string?> ExecutionAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("data").GetProperty("executionId").GetString();
}
