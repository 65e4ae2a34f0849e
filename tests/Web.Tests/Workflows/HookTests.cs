using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Financbase.Web.Tests.Workflows;

public sealed class HookTests : ExecutionApiScene
{
    private const string Webhook = """{"type":"webhook","verify":"none"}""";

    private const string Answering = """
        {"key":"shape","type":"transform","config":{"set":{"twice":"{{ trigger.body.n | times: 2 }}","from":"{{ trigger.headers.x-from }}","q":"{{ trigger.query.q }}"}},"next":{"default":"big"}},
        {"key":"big","type":"condition","config":{"field":"steps.shape.output.twice","op":"gt","value":10},"next":{"true":"yes","false":"no"}},
        {"key":"yes","type":"respond","config":{"status":201,"headers":{"X-Big":"yes"},"body":{"is":"{{ steps.shape.output }}"}}},
        {"key":"no","type":"respond","config":{"body":"small"}}
        """;

    private readonly HttpClient _stranger = new();

    [OneTimeTearDown]
    public void Forget() => _stranger.Dispose();

    private async Task<Uri> AddressAsync(string path, int trigger = 0)
    {
        var url = (await Owner.GetAsync(path)).Data.GetProperty("triggers")[trigger].GetProperty("url").GetString()!;
        return new Uri(App.Address, new Uri(url).AbsolutePath);
    }

    private Task<HttpResponseMessage> CallAsync(Uri address, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _stranger.SendAsync(request);
    }

    private static async Task<JsonElement> DataAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("data");

    [Test]
    public async Task A_call_is_answered_by_the_workflow_and_leaves_its_history()
    {
        var path = await PublishAsync(Answering, Webhook);
        var address = await AddressAsync(path);

        var big = await CallAsync(new Uri(address + "?q=1"), """{"n":6}""", ("X-From", "here"));
        var small = await CallAsync(address, """{"n":1}""");

        big.StatusCode.ShouldBe(HttpStatusCode.Created);
        big.Headers.GetValues("X-Big").ShouldBe(["yes"]);
        (await big.Content.ReadAsStringAsync()).ShouldBe("""{"is":{"twice":12,"from":"here","q":"1"}}""");
        (await small.Content.ReadAsStringAsync()).ShouldBe("small");
        var runs = (await Owner.GetAsync(path + "/executions")).Data;
        runs.GetArrayLength().ShouldBe(2);
        runs[0].GetProperty("source").GetString().ShouldBe("webhook");
        var run = (await Owner.GetAsync("/api/executions/" + runs[1].GetProperty("id").GetString())).Data;
        Steps(run).ShouldBe([("shape", "succeeded", 1), ("big", "succeeded", 1), ("yes", "succeeded", 1), ("no", "skipped", 0)]);
        run.GetProperty("input").GetProperty("body").GetProperty("n").GetInt32().ShouldBe(6);
    }

    [Test]
    public async Task A_call_that_the_workflow_leaves_out_is_told_so()
    {
        var created = await Owner.PostAsync("/api/workflows", $$"""
            {"name":"One at a time","trigger":{{Webhook}},"concurrency":{"most":1,"whenFull":"skip"},"steps":[{"key":"rest","type":"delay","config":{"duration":"P1D"} }]}
            """);
        (await Owner.PostAsync(created.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        var address = await AddressAsync(created.Location!);
        (await CallAsync(address, "{}")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var second = await CallAsync(address, "{}");

        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync()).ShouldContain("workflows.left_out");
    }

    [Test]
    public async Task A_workflow_that_calls_before_it_answers_is_waited_for()
    {
        var path = await PublishAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{Sink.Address}}}}x"},"next":{"default":"answer"}},
            {"key":"answer","type":"respond","config":{"body":{"seen":"{{ steps.call.output.body.seen }}"}},"next":{"default":"rest"}},
            {"key":"rest","type":"delay","config":{"duration":"P1D"}}
            """, Webhook);

        var answer = await CallAsync(await AddressAsync(path), "{}");

        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"seen":"/x"}""");
    }

    [Test]
    public async Task Without_an_answer_the_caller_gets_the_execution_at_once()
    {
        var path = await PublishAsync("""{"key":"rest","type":"delay","config":{"duration":"P1D"}}""", Webhook);

        var answer = await CallAsync(await AddressAsync(path), "{}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await UntilAsync("/api/executions/" + (await DataAsync(answer)).GetProperty("executionId").GetString(), "waiting");
    }

    [Test]
    public async Task The_same_call_starts_one_execution_however_often_and_at_once()
    {
        var path = await PublishAsync("""{"key":"shape","type":"transform","config":{"set":{"x":1}}}""", Webhook);
        var address = await AddressAsync(path);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(address, "{}", ("Webhook-Id", "msg_1"))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(19);
        var ids = await Task.WhenAll(answers.Select(async answer => (await DataAsync(answer)).GetProperty("executionId").GetString()));
        ids.Distinct().ShouldHaveSingleItem();
        (await Owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task A_call_that_must_prove_itself_is_refused_without_its_proof()
    {
        await Owner.PostAsync("/api/secrets", """{"name":"hook-key","value":"shared-secret"}""");
        var path = await PublishAsync(
            """{"key":"shape","type":"transform","config":{"set":{"x":1}}}""",
            """{"type":"webhook","verify":{"scheme":"hmac","header":"X-Signature","prefix":"sha256=","secret":"hook-key"}}""");
        var address = await AddressAsync(path);
        var proof = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("shared-secret"u8, """{"n":1}"""u8));

        (await CallAsync(address, """{"n":1}""")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(address, """{"n":2}""", ("X-Signature", proof))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(address, """{"n":1}""", ("X-Signature", proof))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task Standard_webhooks_are_understood_and_old_ones_refused()
    {
        await Owner.PostAsync("/api/secrets", """{"name":"standard-key","value":"whsec_c2hhcmVkLXNlY3JldA=="}""");
        var path = await PublishAsync(
            """{"key":"shape","type":"transform","config":{"set":{"x":1}}}""",
            """{"type":"webhook","verify":{"scheme":"standard","secret":"standard-key"}}""");
        var address = await AddressAsync(path);

        (await CallAsync(address, "{}", Signed("m1", DateTimeOffset.UtcNow))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await CallAsync(address, "{}", Signed("m2", DateTimeOffset.UtcNow.AddMinutes(-6)))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        static (string, string)[] Signed(string id, DateTimeOffset at)
        {
            var mac = HMACSHA256.HashData("shared-secret"u8, Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}.{{}}"));
            return [("webhook-id", id), ("webhook-timestamp", $"{at.ToUnixTimeSeconds()}"), ("webhook-signature", "v1,AAAA v1," + Convert.ToBase64String(mac))];
        }
    }

    [Test]
    public async Task An_address_leads_nowhere_when_it_is_guessed_or_its_workflow_does_not_run()
    {
        var path = await PublishAsync("""{"key":"shape","type":"transform","config":{"set":{"x":1}}}""", Webhook);
        var address = await AddressAsync(path);
        await Owner.PostAsync(path + "/pause");

        (await CallAsync(address, "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CallAsync(new Uri(App.Address, "/hooks/" + new string('a', 32)), "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CallAsync(new Uri(App.Address, "/hooks/short"), "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CallAsync(new Uri(address + ".2"), "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("{", HttpStatusCode.BadRequest)]
    [TestCase("""{"a":1,"a":2}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"a":"\u0000"}""", HttpStatusCode.UnprocessableEntity)]
    [TestCase("", HttpStatusCode.Accepted)]
    public async Task A_bad_body_is_refused_and_starts_nothing(string body, HttpStatusCode status)
    {
        var path = await PublishAsync("""{"key":"shape","type":"transform","config":{"set":{"x":1}}}""", Webhook);

        (await CallAsync(await AddressAsync(path), body)).StatusCode.ShouldBe(status);

        (await Owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(status == HttpStatusCode.Accepted ? 1 : 0);
    }

    [Test]
    public async Task A_huge_body_is_refused_before_it_is_sent()
    {
        var path = await PublishAsync("""{"key":"shape","type":"transform","config":{"set":{"x":1}}}""", Webhook);
        using var huge = new HttpRequestMessage(HttpMethod.Post, await AddressAsync(path));
        huge.Content = new StringContent($"\"{new string('x', 5 * 1024 * 1024)}\"", Encoding.UTF8, "application/json");

        // The caller asks first: one that sends at once may find the connection closed under its body.
        huge.Headers.ExpectContinue = true;
        var answer = await _stranger.SendAsync(huge);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Owner.GetAsync(path + "/executions")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task The_address_is_for_those_who_may_change_the_workflow_and_survives_the_next_version()
    {
        var path = await PublishAsync("""{"key":"shape","type":"transform","config":{"set":{"x":1}}}""", Webhook);
        var before = await AddressAsync(path);
        var read = (await Owner.GetAsync(path)).Data;
        var saved = await Owner.PutAsync(path, $$"""{"name":"Other","triggers":{{read.GetProperty("triggers").GetRawText()}},"steps":{{read.GetProperty("steps").GetRawText()}}}""");
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Json.GetRawText());
        await Owner.PostAsync(path + "/publish");

        (await AddressAsync(path)).ShouldBe(before);
        (await Viewer.GetAsync(path)).Data.GetProperty("triggers")[0].TryGetProperty("url", out _).ShouldBeFalse();
        (await CallAsync(before, "{}")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task A_trigger_that_cannot_check_is_not_published()
    {
        var created = await Owner.PostAsync("/api/workflows", """
            {"name":"Test","trigger":{"type":"webhook","verify":{"scheme":"token","header":"X-Key","secret":"no-such"}},
             "steps":[{"key":"shape","type":"transform","config":{"set":{"x":1}}}]}
            """);

        var published = await Owner.PostAsync(created.Location + "/publish");

        published.ErrorCode.ShouldBe("workflows.not_publishable");
        published.Json.GetRawText().ShouldContain("no-such");
    }
}
