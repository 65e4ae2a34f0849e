using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Notifications;

public sealed class NotificationTests
{
    private TestApp _app = null!;
    private TestOrganization _north = null!;
    private TestOrganization _south = null!;
    private TestPerson _owner = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _north = await _app.FoundAsync("north");
        _south = await _app.FoundAsync("south");
        _owner = await _north.AddMemberAsync("owner");
        await _south.AddMemberAsync(_owner, "viewer");
        _browser = await TestBrowser.SignInAsync(_app, _owner);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_person_sees_those_of_every_organization_and_marks_them_read_without_scripts()
    {
        var first = await TellAsync(_north, _owner, "From <b>north</b>", "/banking");
        await TellAsync(_south, _owner, "From south");
        await TellAsync(_north, await _north.AddMemberAsync("viewer"), "For another person");

        var page = await TextAsync("/notifications");
        page.ShouldContain("From &lt;b&gt;north&lt;/b&gt;");
        page.ShouldContain("From south");
        page.ShouldContain("href=\"/o/north/banking\"");
        page.ShouldNotContain("For another person");
        page.ShouldContain("Notifications, 2 unread");

        await SubmitAsync($"/notifications?handler=Read&id={first}");
        (await TextAsync("/notifications")).ShouldContain("Notifications, 1 unread");
        await SubmitAsync("/notifications?handler=Read");
        (await TextAsync("/notifications")).ShouldNotMatch(@"Notifications, \d+ unread");
    }

    [Test]
    public async Task Nobody_marks_what_is_another_persons()
    {
        var other = await _north.AddMemberAsync("viewer");
        var theirs = await TellAsync(_north, other, "For another person");
        await TellAsync(_north, _owner, "Mine");

        using var answer = await _browser.SubmitAsync($"/notifications?handler=Read&id={theirs}");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await SubmitAsync("/notifications?handler=Read");

        (await _app.Database.ScalarAsync($"SELECT count(*) FROM notifications WHERE read_at IS NULL AND user_id = '{other.Id.Value}'")).ShouldBe(1L);
    }

    [Test]
    public async Task Who_is_no_member_any_more_reads_nothing_of_that_organization()
    {
        await TellAsync(_south, _owner, "From south");

        await _app.Database.ScalarAsync($"DELETE FROM memberships WHERE organization_id = '{_south.Id.Value}'");

        (await TextAsync("/notifications")).ShouldNotContain("From south");
    }

    [Test]
    public async Task A_key_reads_and_marks_its_makers_in_its_organization_only()
    {
        var here = await TellAsync(_north, _owner, "From north");
        var there = await TellAsync(_south, _owner, "From south");
        using var api = _app.CreateApiClient(await _north.IssueKeyAsync(_owner));

        var list = await api.GetFromJsonAsync<JsonElement>("/api/notifications");
        list.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("title").GetString()).ShouldBe(["From north"]);
        (await PostAsync(api, $"/api/notifications/{there}/read")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(api, $"/api/notifications/{here}/read")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(api, "/api/notifications/read")).ShouldBe(HttpStatusCode.OK);

        (await _app.Database.ScalarAsync("SELECT count(*) FROM notifications WHERE read_at IS NULL")).ShouldBe(1L);
    }

    [Test]
    public async Task A_key_without_the_permission_reads_none()
    {
        using var api = _app.CreateApiClient(await _north.IssueKeyAsync(_owner, "banking:read"));

        using var answer = await api.GetAsync("/api/notifications");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Long_lists_are_paged_and_a_broken_cursor_is_refused()
    {
        for (var i = 0; i < 51; i++)
            await TellAsync(_north, _owner, $"Number {i}.");

        var page = await TextAsync("/notifications");
        page.ShouldContain("Number 50.");
        page.ShouldNotContain("Number 0.");
        var next = WebUtility.HtmlDecode(page.Split("cursor=").Last(part => part.Contains("Next page", StringComparison.Ordinal)).Split('"')[0]);
        (await TextAsync($"/notifications?cursor={next}")).ShouldContain("Number 0.");
        using var broken = await _browser.GetAsync("/notifications?cursor=%7B%7D");
        broken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<Guid> TellAsync(TestOrganization organization, TestPerson person, string title, string link = "")
    {
        var id = Guid.CreateVersion7();
        await _app.Database.ScalarAsync($"""
            INSERT INTO notifications (organization_id, id, user_id, source, title, body, link)
            VALUES ('{organization.Id.Value}', '{id}', '{person.Id.Value}', '{id}', '{title}', '', NULLIF('{link}', ''))
            """);
        return id;
    }

    private async Task<string> TextAsync(string address)
    {
        using var answer = await _browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task SubmitAsync(string address)
    {
        using var answer = await _browser.SubmitAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient api, string address)
    {
        using var answer = await api.PostAsync(address, null);
        return answer.StatusCode;
    }
}
