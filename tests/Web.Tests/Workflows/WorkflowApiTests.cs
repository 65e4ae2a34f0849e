using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Workflows;

public sealed class WorkflowApiTests
{
    private const string Review = """
        {"name":"Large payment review","description":"Tells somebody.",
         "trigger":{"type":"event","event":"bank_transaction.created","filter":{"field":"trigger.amount.value","op":"lt","value":-1000}},
         "steps":[
          {"key":"big","type":"condition","name":"More than 5,000?","config":{"all":[{"field":"trigger.amount.value","op":"lt","value":-5000}]},"next":{"true":"tell","false":null}},
          {"key":"tell","type":"httpRequest","config":{"method":"POST","url":"https://sink.test/hook","body":{"z":1,"amount":"{{ trigger.amount.value }}"}},
           "retry":{"attempts":5,"backoff":"exponential","delay":"PT1S","maxDelay":"PT5M"},"timeout":"PT15S","next":{"default":null,"error":null}}]}
        """;

    private TestApp _app = null!;
    private ApiClient _owner = null!;
    private ApiClient _viewer = null!;
    private ApiClient _foreign = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        var organization = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(organization, "owner");
        _viewer = await ApiClient.OfAsync(organization, "viewer");
        _foreign = await ApiClient.OfAsync(await _app.FoundAsync("other"), "owner");
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
    public async Task A_draft_is_created_and_read_back_as_written()
    {
        var created = await _owner.PostAsync("/api/workflows", Review);

        created.Status.ShouldBe(HttpStatusCode.Created);
        var read = await _owner.GetAsync(created.Location!);
        read.Status.ShouldBe(HttpStatusCode.OK);
        read.ETag.ShouldBe("\"1\"");
        read.Data.GetProperty("status").GetString().ShouldBe("draft");
        read.Data.GetProperty("triggers")[0].GetProperty("event").GetString().ShouldBe("bank_transaction.created");
        read.Data.GetProperty("steps")[1].GetProperty("config").GetProperty("body").GetRawText()
            .ShouldBe("""{"z":1,"amount":"{{ trigger.amount.value }}"}""");
        read.Data.GetProperty("problems").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Publishing_makes_versions_and_edits_wait_for_the_next()
    {
        var path = await CreateAsync(Review);

        (await _owner.PostAsync(path + "/publish")).Data.GetProperty("publishedVersion").GetInt32().ShouldBe(1);
        (await _owner.PostAsync(path + "/publish")).ErrorCode.ShouldBe("workflows.nothing_to_publish");
        var edited = await _owner.PutAsync(path, Review.Replace("Large", "Very large", StringComparison.Ordinal));
        edited.Data.GetProperty("hasUnpublishedChanges").GetBoolean().ShouldBeTrue();
        (await _owner.PostAsync(path + "/publish")).Data.GetProperty("publishedVersion").GetInt32().ShouldBe(2);

        var versions = (await _owner.GetAsync(path + "/versions")).Data;
        versions.EnumerateArray().Select(version => (version.GetProperty("number").GetInt32(), version.GetProperty("name").GetString(), version.GetProperty("steps").GetInt32()))
            .ShouldBe([(2, "Very large payment review", 2), (1, "Large payment review", 2)]);
    }

    [Test]
    public async Task Pausing_and_resuming_name_the_wrong_moment()
    {
        var path = await CreateAsync(Review);
        (await _owner.PostAsync(path + "/pause")).ErrorCode.ShouldBe("workflows.not_published");
        await _owner.PostAsync(path + "/publish");

        (await _owner.PostAsync(path + "/resume")).ErrorCode.ShouldBe("workflows.not_paused");
        (await _owner.PostAsync(path + "/pause")).Data.GetProperty("status").GetString().ShouldBe("paused");
        var again = await _owner.PostAsync(path + "/pause");
        (again.Status, again.ErrorCode).ShouldBe((HttpStatusCode.Conflict, "workflows.paused"));
        (await _owner.PostAsync(path + "/resume")).Data.GetProperty("status").GetString().ShouldBe("published");
    }

    [Test]
    public async Task Two_people_cannot_overwrite_each_other_unnoticed()
    {
        var path = await CreateAsync(Review);
        var tag = (await _owner.GetAsync(path)).ETag!;

        var first = await _owner.PutAsync(path, Review.Replace("Large", "First", StringComparison.Ordinal), ("If-Match", tag));
        var second = await _owner.PutAsync(path, Review.Replace("Large", "Second", StringComparison.Ordinal), ("If-Match", tag));

        first.ETag.ShouldBe("\"2\"");
        (second.Status, second.ErrorCode).ShouldBe((HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED"));
        (await _owner.GetAsync(path)).Data.GetProperty("name").GetString().ShouldBe("First payment review");
        (await _owner.PutAsync(path, Review, ("If-Match", "W/\"2\""))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Test]
    public async Task A_draft_is_deleted_for_good_and_what_was_published_is_archived()
    {
        var draft = await CreateAsync(Review);
        var published = await CreateAsync(Review);
        await _owner.PostAsync(published + "/publish");

        (await _owner.DeleteAsync(draft)).Status.ShouldBe(HttpStatusCode.OK);
        (await _owner.DeleteAsync(published)).Status.ShouldBe(HttpStatusCode.OK);

        (await _owner.GetAsync(draft)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _owner.GetAsync(published)).Data.GetProperty("status").GetString().ShouldBe("archived");
        (await _owner.PostAsync(published + "/publish")).ErrorCode.ShouldBe("workflows.archived");
        (await _owner.PutAsync(published, Review)).Status.ShouldBe(HttpStatusCode.Conflict);
        var listed = (await _owner.GetAsync("/api/workflows?limit=200")).Data.EnumerateArray().Select(row => "/api/workflows/" + row.GetProperty("id").GetString());
        listed.ShouldNotContain(published);
        (await _owner.GetAsync("/api/workflows?status=archived")).Data.EnumerateArray().ShouldAllBe(row => row.GetProperty("status").GetString() == "archived");
    }

    [Test]
    public async Task Lists_are_paged_by_cursor_newest_first()
    {
        var newest = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CreateAsync(Review)));

        var first = await _owner.GetAsync("/api/workflows?limit=2");
        var cursor = first.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
        var second = await _owner.GetAsync($"/api/workflows?limit=1&cursor={cursor}");

        var seen = first.Data.EnumerateArray().Concat(second.Data.EnumerateArray()).Select(row => "/api/workflows/" + row.GetProperty("id").GetString());
        seen.ShouldBe(newest, ignoreOrder: true);
        (await _owner.GetAsync("/api/workflows?limit=0")).Fields.ShouldBe(["limit"]);
        (await _owner.GetAsync("/api/workflows?cursor=x!")).Fields.ShouldBe(["cursor"]);
        (await _owner.GetAsync("/api/workflows?status=nice")).Fields.ShouldBe(["status"]);
    }

    [TestCase("GET", "")]
    [TestCase("PUT", "")]
    [TestCase("DELETE", "")]
    [TestCase("POST", "/publish")]
    [TestCase("POST", "/pause")]
    [TestCase("POST", "/resume")]
    [TestCase("GET", "/versions")]
    public async Task Another_organizations_workflow_looks_like_none(string method, string verb)
    {
        var own = await CreateAsync(Review) + verb;
        var unknown = $"/api/workflows/{Guid.CreateVersion7()}{verb}";

        var foreign = await SendAsync(_foreign, method, own);
        var missing = await SendAsync(_foreign, method, unknown);

        (foreign.Status, foreign.ErrorCode).ShouldBe((HttpStatusCode.NotFound, "NOT_FOUND"));
        foreign.Json.GetProperty("error").GetProperty("message").GetString()
            .ShouldBe(missing.Json.GetProperty("error").GetProperty("message").GetString());
        (await _foreign.GetAsync("/api/workflows")).Data.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_viewer_looks_and_does_not_touch()
    {
        var path = await CreateAsync(Review);

        (await _viewer.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
        (await _viewer.PostAsync("/api/workflows", Review)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _viewer.PutAsync(path, Review)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _viewer.DeleteAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _viewer.PostAsync(path + "/publish")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task The_same_idempotency_key_creates_one_workflow()
    {
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());

        var first = await _owner.PostAsync("/api/workflows", Review, key);
        var second = await _owner.PostAsync("/api/workflows", Review, key);

        second.Status.ShouldBe(HttpStatusCode.Created);
        second.Location.ShouldBe(first.Location);
    }

    private static Task<ApiResponse> SendAsync(ApiClient client, string method, string path) => method switch
    {
        "GET" => client.GetAsync(path),
        "PUT" => client.PutAsync(path, Review),
        "DELETE" => client.DeleteAsync(path),
        _ => client.PostAsync(path),
    };

    private async Task<string> CreateAsync(string definition)
    {
        var created = await _owner.PostAsync("/api/workflows", definition);
        created.Status.ShouldBe(HttpStatusCode.Created, created.Json.GetRawText());
        return created.Location!;
    }
}
