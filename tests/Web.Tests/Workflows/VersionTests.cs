using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Workflows;

/// <summary>What was published is kept, compared and brought back, by the API and by the pages.</summary>
public sealed class VersionTests : WorkflowScene
{
    private const string First = """
        {"name":"Review","triggers":[{"type":"manual"}],"steps":[
          {"key":"keep","type":"transform","name":"Keep it","config":{"set":{"x":"one","y":1}},"next":{"default":"end"}},
          {"key":"end","type":"stop","config":{}}]}
        """;

    private const string Second = """
        {"name":"Review","triggers":[{"type":"manual"}],"steps":[
          {"key":"keep","type":"transform","name":"Keep it","config":{"set":{"x":"<i>two</i>","y":1}},"next":{"default":"wait"}},
          {"key":"wait","type":"delay","config":{"duration":"PT1S"}}]}
        """;

    [Test]
    public async Task A_version_is_read_as_it_was_published()
    {
        var path = await TwoVersionsAsync();

        var version = (await Viewer.GetAsync(path + "/versions/1")).Data;

        version.GetProperty("number").GetInt32().ShouldBe(1);
        version.GetProperty("definition").GetProperty("steps")[1].GetProperty("key").GetString().ShouldBe("end");
        (await Owner.GetAsync(path + "/versions/3")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Owner.GetAsync(path + "/versions/first")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_version_is_compared_with_another_one_and_with_the_draft()
    {
        var path = await TwoVersionsAsync();

        var diff = (await Viewer.GetAsync(path + "/versions/1/diff?with=2")).Data;
        diff.GetProperty("settings").GetArrayLength().ShouldBe(0);
        diff.GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("change")} {step.GetProperty("key")}").ShouldBe(["changed keep", "added wait", "removed end"]);
        diff.GetProperty("steps")[0].GetProperty("values").EnumerateArray()
            .Select(value => $"{value.GetProperty("path")}: {value.GetProperty("before")} → {value.GetProperty("after")}")
            .ShouldBe(["config.set.x: one → <i>two</i>", "next.default: end → wait"], ignoreOrder: true);

        (await Owner.GetAsync(path + "/versions/2/diff")).Data.GetProperty("steps").GetArrayLength().ShouldBe(0, "The draft is as the second version.");
        (await Owner.PutAsync(path, Second.Replace("Review", "Renamed", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
        (await Owner.GetAsync(path + "/versions/2/diff")).Data.GetProperty("settings")[0].GetProperty("path").GetString().ShouldBe("name");
        (await Owner.GetAsync(path + "/versions/1/diff?with=9")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Owner.GetAsync(path + "/versions/1/diff?with=none")).Fields.ShouldBe(["with"]);
    }

    [Test]
    public async Task A_version_becomes_the_draft_again_unless_somebody_was_faster()
    {
        var path = await TwoVersionsAsync();
        var seen = (await Owner.GetAsync(path)).ETag!;
        await Owner.PutAsync(path, Second.Replace("Review", "Faster", StringComparison.Ordinal));

        (await Owner.PostAsync(path + "/versions/1/restore", null, ("If-Match", seen))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Owner.GetAsync(path)).Data.GetProperty("name").GetString().ShouldBe("Faster");
        var now = (await Owner.GetAsync(path)).ETag!;
        var restored = await Owner.PostAsync(path + "/versions/1/restore", null, ("If-Match", now));

        restored.Status.ShouldBe(HttpStatusCode.OK, restored.Json.GetRawText());
        restored.ETag.ShouldBe((await Owner.GetAsync(path)).ETag);
        restored.Data.GetProperty("publishedVersion").GetInt32().ShouldBe(2);
        restored.Data.GetProperty("hasUnpublishedChanges").GetBoolean().ShouldBeTrue();
        (await Owner.GetAsync(path + "/versions/1/diff")).Data.GetProperty("steps").GetArrayLength().ShouldBe(0);
        (await Owner.PostAsync(path + "/publish")).Data.GetProperty("publishedVersion").GetInt32().ShouldBe(3);
        (await Viewer.PostAsync(path + "/versions/1/restore")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Owner.PostAsync(path + "/versions/9/restore")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Going_back_to_what_runs_leaves_nothing_to_publish()
    {
        var path = await TwoVersionsAsync();
        await Owner.PutAsync(path, First);

        var restored = await Owner.PostAsync(path + "/versions/2/restore");

        restored.Data.GetProperty("hasUnpublishedChanges").GetBoolean().ShouldBeFalse();
        (await Owner.PostAsync(path + "/publish")).ErrorCode.ShouldBe("workflows.nothing_to_publish");
    }

    [Test]
    public async Task The_pages_list_versions_compare_them_and_lead_back()
    {
        var path = await TwoVersionsAsync();
        var page = path.Replace("/api/", "/o/acme/", StringComparison.Ordinal);
        using var browser = await TestBrowser.SignInAsync(App, await Organization.AddMemberAsync("admin"));

        var details = await TextAsync(browser, page);
        details.ShouldContain(page + "/versions/2");
        (await TextAsync(browser, page + "/versions")).ShouldContain("What it changed");
        var diff = await TextAsync(browser, page + "/versions/1?with=2");
        diff.ShouldContain("config.set.x");
        diff.ShouldContain("&lt;i&gt;two");
        diff.ShouldNotContain("<i>two");
        (await TextAsync(browser, page + "/versions/2")).ShouldContain("Nothing is different");

        using var stale = await RestoreAsync(browser, page, 1);
        (await Owner.GetAsync(path)).Data.GetProperty("steps")[1].GetProperty("key").GetString().ShouldBe("wait");
        var revision = (await Owner.GetAsync(path)).Data.GetProperty("revision").GetInt32();
        using var restored = await RestoreAsync(browser, page, revision);
        restored.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Owner.GetAsync(path)).Data.GetProperty("steps")[1].GetProperty("key").GetString().ShouldBe("end");
    }

    [Test]
    public async Task The_list_is_searched_narrowed_to_days_and_taken_along()
    {
        var path = await TwoVersionsAsync();
        (await Owner.PutAsync(path, Second.Replace("Review", "Renamed", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
        (await Owner.PostAsync(path + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        await App.Database.ScalarAsync($"UPDATE workflow_versions SET published_at = ('2026-03-0' || number || 'T12:00:00Z')::timestamptz WHERE workflow_id = '{path.Split('/')[^1]}'");
        var page = path.Replace("/api/", "/o/acme/", StringComparison.Ordinal) + "/versions";
        using var browser = await TestBrowser.SignInAsync(App, await Organization.AddMemberAsync("member"));

        (await NumbersAsync("?q=rename")).ShouldBe([3]);
        (await NumbersAsync("?q=OWNER@acme")).ShouldBe([3, 2, 1]);
        (await NumbersAsync("?q=nobody")).ShouldBeEmpty();
        (await NumbersAsync("?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z")).ShouldBe([2]);
        (await NumbersAsync("?sort=name")).ShouldBe([3, 1, 2]);
        (await Viewer.GetAsync(path + "/versions?from=yesterday")).Fields.ShouldBe(["from"]);
        var found = await TextAsync(browser, page + "?text=rename&from=2026-03-01");
        found.ShouldContain("Version 3");
        found.ShouldNotContain("Version 2");
        (await TextAsync(browser, page + "?to=2026-02-01")).ShouldContain("Nothing found");
        var csv = await TextAsync(browser, page + "?handler=Csv&to=2026-03-02");
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        csv.ShouldContain("2,\"Review\",2,2026-03-02T12:00:00.000000Z,");

        async Task<int[]> NumbersAsync(string query) =>
            [.. (await Viewer.GetAsync(path + "/versions" + query)).Data.EnumerateArray().Select(version => version.GetProperty("number").GetInt32())];
    }

    private static async Task<string> TextAsync(TestBrowser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> RestoreAsync(TestBrowser browser, string page, int revision) => await browser.PostAsync(
        $"{page}/versions/1?handler=Restore", ("revision", $"{revision}"), ("__RequestVerificationToken", await browser.TokenAsync($"{page}/versions/1")));

    private async Task<string> TwoVersionsAsync()
    {
        var created = await Owner.PostAsync("/api/workflows", First);
        var path = created.Location!;
        (await Owner.PostAsync(path + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        (await Owner.PutAsync(path, Second)).Status.ShouldBe(HttpStatusCode.OK);
        (await Owner.PostAsync(path + "/publish")).Status.ShouldBe(HttpStatusCode.OK);
        return path;
    }
}
