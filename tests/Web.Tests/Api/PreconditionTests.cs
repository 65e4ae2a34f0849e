using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Api;

public sealed class PreconditionTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private ApiClient _api = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _api = await ApiClient.OfAsync(_firm, "owner");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_role_is_changed_only_in_the_state_that_was_seen()
    {
        var path = (await _api.PostAsync("/api/roles", Role("Seen"))).Location!;
        var seen = (await _api.GetAsync(path)).ETag!;

        (await _api.PutAsync(path, Role("Changed"), ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.OK);
        var late = await _api.PutAsync(path, Role("Overwritten"), ("If-Match", seen));

        (late.Status, late.ErrorCode).ShouldBe((HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED"));
        var now = await _api.GetAsync(path);
        now.Data.GetProperty("title").GetString().ShouldBe("Changed");
        now.ETag.ShouldNotBe(seen);
        (await _api.PutAsync(path, Role("Last"), ("If-Match", $"{seen}, {now.ETag}"))).Status.ShouldBe(HttpStatusCode.OK);
        (await _api.PutAsync(path, Role("Any"), ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Of_many_who_saw_the_same_state_one_wins()
    {
        var path = (await _api.PostAsync("/api/roles", Role("Wanted"))).Location!;
        var seen = (await _api.GetAsync(path)).ETag!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => _api.PutAsync(path, Role($"Writer {n}"), ("If-Match", seen))));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed).ShouldBe(7);
    }

    [Test]
    public async Task What_is_not_there_is_not_found_whatever_state_is_named() =>
        (await _api.PutAsync("/api/roles/nobodys", Role("X"), ("If-Match", "\"x\""))).Status.ShouldBe(HttpStatusCode.NotFound);

    [Test]
    public async Task Who_may_not_change_it_does_not_learn_its_state()
    {
        var path = (await _api.PostAsync("/api/roles", Role("Guarded"))).Location!;
        using var viewer = await ApiClient.OfAsync(_firm, "viewer");

        (await viewer.PutAsync(path, Role("X"), ("If-Match", "\"x\""))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_list_has_no_state_that_could_be_named() =>
        (await _api.PostAsync("/api/roles", Role("Listed"), ("If-Match", "*"))).Fields.ShouldBe(["If-Match"]);

    [Test]
    public async Task The_organization_is_guarded_as_well()
    {
        var name = (await _api.GetAsync("/api/organization")).Data.GetProperty("name").GetString();
        (await _api.PutAsync("/api/organization", """{"name":"Other","slug":"firm","timeZone":"Europe/Berlin","fiscalYearStartMonth":1}""", ("If-Match", "\"x\"")))
            .Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await _api.GetAsync("/api/organization")).Data.GetProperty("name").GetString().ShouldBe(name);
    }

    [Test]
    public async Task A_repeated_call_gets_its_first_answer_although_the_state_is_another_by_now()
    {
        var workflow = (await _api.PostAsync("/api/workflows", """{"name":"A","trigger":{"type":"manual"},"steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}""")).Location!;
        (string, string)[] headers = [("If-Match", (await _api.GetAsync(workflow)).ETag!), ("Idempotency-Key", "once")];

        var first = await _api.PostAsync(workflow + "/publish", null, headers);
        var again = await _api.PostAsync(workflow + "/publish", null, headers);

        first.Status.ShouldBe(HttpStatusCode.OK);
        again.Status.ShouldBe(HttpStatusCode.OK);
        again.ETag.ShouldBe(first.ETag);
    }

    private static string Role(string name) => $$"""{"name":"{{name}}","permissions":["banking:read"]}""";
}
