using System.Diagnostics;
using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Workflows;

public sealed class HostileDefinitionTests
{
    private TestApp _app = null!;
    private ApiClient _owner = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _owner = await ApiClient.OfAsync(await _app.FoundAsync("acme"), "owner");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("{", HttpStatusCode.BadRequest, "MALFORMED_REQUEST")]
    [TestCase("""{"name":"a","name":"b"}""", HttpStatusCode.BadRequest, "MALFORMED_REQUEST", Description = "a member twice")]
    [TestCase("[]", HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR")]
    [TestCase("null", HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR")]
    [TestCase("{}", HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR")]
    public async Task What_is_no_definition_is_refused(string body, HttpStatusCode status, string code)
    {
        var answer = await _owner.PostAsync("/api/workflows", body);
        (answer.Status, answer.ErrorCode).ShouldBe((status, code));
    }

    [Test]
    public async Task Every_malformed_place_is_named()
    {
        var answer = await _owner.PostAsync("/api/workflows", """
            {"name":"x","trigger":{"type":"event","event":"invoice.paid","filter":{"field":"trigger.a","op":"like","value":1}},
             "steps":[{"key":"a","type":"condition","config":{"field":"trigger.a","op":"=","value":1}},
                      {"key":"a","type":"delay","config":{"duration":"soon"}},
                      {"key":"b","type":"rocket"},
                      {"key":"c","type":"transform","config":{"set":{"x":"{{ trigger.a | nosuchfilter }}","y":"{{ trigger.a"}}}]}
            """);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Fields.ShouldBe(
            ["trigger.filter.op", "steps[0].config.op", "steps[1].config.duration", "steps[1].key", "steps[2].type", "steps[3].config.set.x", "steps[3].config.set.y"],
            ignoreOrder: true);
    }

    [TestCase("""{"name":"x","steps":[]}""", "triggers", "steps")]
    [TestCase("""{"name":"x","trigger":{"type":"manual"},"steps":[{"key":"a","type":"delay","config":{"duration":"PT1S"},"next":{"default":"b"}},{"key":"b","type":"delay","config":{"duration":"PT1S"},"next":{"default":"a"}}]}""", "steps[1].next.default")]
    [TestCase("""{"name":"x","trigger":{"type":"manual"},"steps":[{"key":"a","type":"delay","config":{"duration":"PT1S"}},{"key":"b","type":"delay","config":{"duration":"PT1S"}}]}""", "steps[1]")]
    [TestCase("""{"name":"x","trigger":{"type":"manual"},"steps":[{"key":"a","type":"delay","config":{"duration":"PT1S"},"next":{"default":"z"}}]}""", "steps[0].next.default")]
    [TestCase("""{"name":"x","trigger":{"type":"event","event":"moon.landed"},"steps":[{"key":"a","type":"delay","config":{"duration":"PT1S"}}]}""", "triggers[0].event")]
    [TestCase("""{"name":"x","trigger":{"type":"manual"},"steps":[{"key":"a","type":"transform","config":{"set":{"x":"{% if steps.b.output.y %}1{% endif %}"}}}]}""", "steps[0].config.set.x")]
    public async Task A_draft_that_cannot_run_is_kept_but_not_published(string definition, params string[] places)
    {
        var created = await _owner.PostAsync("/api/workflows", definition);
        created.Data.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()).ShouldBe(places);

        var published = await _owner.PostAsync(created.Location + "/publish");

        (published.Status, published.ErrorCode).ShouldBe((HttpStatusCode.UnprocessableEntity, "workflows.not_publishable"));
        published.Fields.ShouldBe(places);
        (await _owner.GetAsync(created.Location!)).Data.GetProperty("status").GetString().ShouldBe("draft");
    }

    [Test]
    public async Task Nesting_deeper_than_anybody_needs_is_refused()
    {
        var groups = string.Concat(Enumerable.Repeat("""{"all":[""", 12)) + """{"field":"trigger.a","op":"exists"}""" + string.Concat(Enumerable.Repeat("]}", 12));
        var conditions = await _owner.PostAsync("/api/workflows", """{"name":"x","steps":[{"key":"a","type":"condition","config":""" + groups + "}]}");
        conditions.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var brackets = await _owner.PostAsync("/api/workflows", "{\"name\":" + new string('[', 5_000) + new string(']', 5_000) + "}");
        brackets.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestCase(5)]
    [TestCase(8)]
    public async Task More_than_five_megabytes_are_too_many(int megabytes)
    {
        var answer = await _owner.PostAsync("/api/workflows", "{\"name\":\"" + new string('x', megabytes * 1024 * 1024) + "\"}");
        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task A_bomb_of_templates_is_answered_quickly()
    {
        var nested = string.Concat(Enumerable.Repeat("{% if trigger.a %}", 5_000));
        var filters = "{{ trigger.a" + string.Concat(Enumerable.Repeat(" | append: trigger.a", 4_000)) + " }}";
        var many = string.Join(',', Enumerable.Range(0, 200_000).Select(index => "\"{{ a }} b\""));
        var watch = Stopwatch.StartNew();

        foreach (var bomb in new[] { $"\"{nested}\"", $"\"{filters}\"", $"[{many}]" })
        {
            var answer = await _owner.PostAsync("/api/workflows", """{"name":"x","steps":[{"key":"a","type":"transform","config":{"set":{"x":""" + bomb + "}}}]}");
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
