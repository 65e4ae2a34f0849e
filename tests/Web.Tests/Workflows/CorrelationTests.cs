using System.Net;
using System.Text;
using Financbase.Testing;

namespace Financbase.Web.Tests.Workflows;

/// <summary>What runs that belong together are found by, whatever started them.</summary>
public sealed class CorrelationTests : ExecutionApiScene
{
    private const string Keep = """{"key":"keep","type":"transform","config":{"set":{"n":1}}}""";

    [Test]
    public async Task A_run_and_its_sub_workflow_are_found_by_what_the_caller_said()
    {
        var inner = await PublishAsync(Keep);
        var workflow = await PublishAsync($$"""{"key":"sub","type":"subWorkflow","config":{"workflow":"{{inner[(inner.LastIndexOf('/') + 1)..]}}"} }""");

        var started = await Owner.PostAsync(workflow + "/execute", """{"correlation":"  order 4711 "}""");
        await EndAsync(started);

        (await FoundAsync("order 4711")).Count.ShouldBe(2);
        (await Owner.GetAsync(ExecutionPath(started))).Data.GetProperty("correlation").GetString().ShouldBe("order 4711");
        var again = await Owner.PostAsync(ExecutionPath(started) + "/retry", """{"from":"start"}""");
        await UntilAsync(again.Location!, "succeeded");
        (await FoundAsync("order 4711")).Count.ShouldBe(4);
        (await Owner.PostAsync(workflow + "/execute", $$"""{"correlation":"{{new string('x', 201)}}"}""")).Fields.ShouldBe(["correlation"]);
    }

    [TestCase(Keep)]
    [TestCase("""{"key":"rest","type":"delay","config":{"duration":"PT0.1S"}}""")]
    public async Task A_run_is_found_by_the_header_that_its_webhook_names(string steps)
    {
        var path = await PublishAsync(steps, """{"type":"webhook","verify":"none","correlation":"X-Order"}""");
        var url = (await Owner.GetAsync(path)).Data.GetProperty("triggers")[0].GetProperty("url").GetString()!;
        var order = $"hooked {steps.Length}";
        using var stranger = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(App.Address, new Uri(url).AbsolutePath)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        call.Headers.Add("x-order", order);

        (await stranger.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await FoundAsync(order)).Count.ShouldBe(1);
    }

    [Test]
    public async Task A_run_that_an_event_started_is_found_by_the_id_of_what_it_is_about()
    {
        var path = await PublishAsync(Keep, """{"type":"event","event":"customer.created"}""");

        var customer = (await Owner.PostAsync("/api/customers", """{"name":"Found by its id"}""")).Data.GetProperty("id").GetString()!;

        await Eventually.HoldsAsync(async () => (await FoundAsync(customer)).Count == 1);
        await Owner.PostAsync(path + "/pause");
    }

    private async Task<List<string>> FoundAsync(string correlation) => [.. Ids(await Owner.GetAsync("/api/executions?q=" + Uri.EscapeDataString(correlation)))];
}
