using System.Net;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Secrets;

public sealed class SecretsApiTests
{
    private const string Value = "sk_live_only-once";

    private TestApp _app = null!;
    private ApiClient _owner = null!;
    private ApiClient _viewer = null!;
    private ApiClient _foreign = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        var ours = await _app.FoundAsync("ours");
        _owner = await ApiClient.OfAsync(ours, "owner");
        _viewer = await ApiClient.OfAsync(ours, "viewer");
        _foreign = await ApiClient.OfAsync(await _app.FoundAsync("theirs"), "owner");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        _viewer.Dispose();
        _foreign.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_secret_is_written_replaced_and_deleted_and_never_read_back()
    {
        var created = await _owner.PostAsync("/api/secrets", Body("stripe", Value), ("Idempotency-Key", "one"));
        var repeated = await _owner.PostAsync("/api/secrets", Body("stripe", Value), ("Idempotency-Key", "one"));
        var replaced = await _owner.PutAsync("/api/secrets/stripe", """{"value":"another value","description":"For payouts"}""");
        var read = await _owner.GetAsync("/api/secrets/stripe");
        var list = await _owner.GetAsync("/api/secrets");

        (created.Status, created.Location).ShouldBe((HttpStatusCode.Created, "/api/secrets/stripe"));
        repeated.Json.GetRawText().ShouldBe(created.Json.GetRawText());
        replaced.Data.GetProperty("revision").GetInt32().ShouldBe(2);
        replaced.Data.GetProperty("description").GetString().ShouldBe("For payouts");
        foreach (var answer in new[] { created, replaced, read })
            answer.Data.GetProperty("setBy").GetString().ShouldBe("owner@ours.test");
        read.Data.GetProperty("lastUsedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        list.Data.EnumerateArray().Select(secret => secret.GetProperty("name").GetString()).ShouldContain("stripe");
        foreach (var answer in new[] { created, replaced, read, list })
        {
            answer.Json.GetRawText().ShouldNotContain(Value);
            answer.Json.GetRawText().ShouldNotContain("another value");
        }

        (await _foreign.GetAsync("/api/secrets/stripe")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _foreign.PutAsync("/api/secrets/stripe", """{"value":"not theirs"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _foreign.DeleteAsync("/api/secrets/stripe")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _foreign.GetAsync("/api/secrets")).Data.GetArrayLength().ShouldBe(0);
        (await _owner.DeleteAsync("/api/secrets/stripe")).Status.ShouldBe(HttpStatusCode.OK);
        (await _owner.DeleteAsync("/api/secrets/stripe")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _owner.GetAsync("/api/secrets/stripe")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_change_names_the_state_that_it_is_about()
    {
        var created = await _owner.PostAsync("/api/secrets", Body("matched", Value));
        var described = await _owner.PutAsync("/api/secrets/matched", """{"description":"Same value"}""", ("If-Match", created.ETag!));

        described.Status.ShouldBe(HttpStatusCode.OK);
        described.Data.GetProperty("setAt").GetDateTimeOffset().ShouldBe(created.Data.GetProperty("setAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        described.ETag.ShouldNotBe(created.ETag);
        (await _owner.GetAsync("/api/secrets/matched")).ETag.ShouldBe(described.ETag);
        var late = await _owner.PutAsync("/api/secrets/matched", """{"value":"comes too late"}""", ("If-Match", created.ETag!));
        (late.Status, late.ErrorCode).ShouldBe((HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED"));
        (await _owner.DeleteAsync("/api/secrets/matched", ("If-Match", created.ETag!))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await _owner.DeleteAsync("/api/secrets/matched", ("If-Match", described.ETag!))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task One_that_a_published_workflow_uses_is_deleted_only_on_purpose()
    {
        await _owner.PostAsync("/api/secrets", Body("used", Value));
        var draft = await _owner.PostAsync("/api/workflows", """
            {"name":"Uses it","trigger":{"type":"manual"},"steps":[
             {"key":"call","type":"httpRequest","config":{"url":"https://a.test/","headers":{"A":"{{ secrets.used }}"}}}]}
            """);
        (await _owner.GetAsync("/api/secrets/used")).Data.GetProperty("usedBy").GetArrayLength().ShouldBe(0);
        (await _owner.PostAsync(draft.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);

        (await _owner.GetAsync("/api/secrets/used")).Data.GetProperty("usedBy")[0].GetProperty("name").GetString().ShouldBe("Uses it");
        var refused = await _owner.DeleteAsync("/api/secrets/used");
        (refused.Status, refused.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "secrets.in_use"));
        refused.Json.GetRawText().ShouldContain("Uses it");
        (await _owner.DeleteAsync("/api/secrets/used?evenIfUsed=perhaps")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await _owner.DeleteAsync("/api/secrets/used?evenIfUsed=true")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task One_that_proves_who_calls_is_in_use_too()
    {
        await _owner.PostAsync("/api/secrets", Body("proof", Value));
        var draft = await _owner.PostAsync("/api/workflows", """
            {"name":"Is called","triggers":[{"type":"manual"},{"type":"webhook","verify":{"scheme":"token","header":"X-Key","secret":"proof"}}],
             "steps":[{"key":"wait","type":"delay","config":{"duration":"PT1S"}}]}
            """);
        (await _owner.PostAsync(draft.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK);

        (await _owner.GetAsync("/api/secrets/proof")).Data.GetProperty("usedBy")[0].GetProperty("name").GetString().ShouldBe("Is called");
        (await _owner.DeleteAsync("/api/secrets/proof")).ErrorCode.ShouldBe("secrets.in_use");
    }

    [Test]
    public async Task The_list_is_read_in_parts()
    {
        await _owner.PostAsync("/api/secrets", Body("listed-a", Value));
        await _owner.PostAsync("/api/secrets", Body("listed-b", Value));
        List<string> names = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var part = await _owner.GetAsync($"/api/secrets?limit=1&cursor={cursor}");
            names.AddRange(part.Data.EnumerateArray().Select(secret => secret.GetProperty("name").GetString()!));
            cursor = part.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
        }

        names.ShouldBeUnique();
        names.ShouldContain("listed-a");
        names.ShouldContain("listed-b");
    }

    [Test]
    public async Task Who_may_not_see_or_manage_secrets_is_refused()
    {
        (await _viewer.GetAsync("/api/secrets")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _viewer.PostAsync("/api/secrets", Body("mine", Value))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _viewer.DeleteAsync("/api/secrets/mine")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [TestCase("", Value, "name")]
    [TestCase("1st", Value, "name")]
    [TestCase("with space", Value, "name")]
    [TestCase("{{x}}", Value, "name")]
    [TestCase("x", "", "value")]
    [TestCase("x", "short", "value")]
    [TestCase("x", "line\nbreak", "value")]
    [TestCase("x", " surrounded ", "value")]
    public async Task A_bad_name_or_value_is_refused_and_not_repeated(string name, string value, string field)
    {
        var refused = await _owner.PostAsync("/api/secrets", Body(name, value));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Fields.ShouldBe([field]);
        if (value.Length > 0 && value != Value)
            refused.Json.GetRawText().ShouldNotContain(value);
    }

    [Test]
    public async Task A_giant_value_is_refused() =>
        (await _owner.PostAsync("/api/secrets", Body("giant", new string('x', 8_001)))).Fields.ShouldBe(["value"]);

    [Test]
    public async Task Of_two_that_take_a_name_at_once_one_wins_and_the_other_is_told()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => _owner.PostAsync("/api/secrets", Body("raced", $"value number {at}"))));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.Created).ShouldAllBe(answer => answer.ErrorCode == "secrets.name_taken");
    }

    private static string Body(string name, string value) => JsonSerializer.Serialize(new { name, value });
}
