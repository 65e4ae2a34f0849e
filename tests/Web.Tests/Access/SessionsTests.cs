using System.Net;
using System.Text.RegularExpressions;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Access;

public sealed class SessionsTests
{
    private TestApp _app = null!;
    private TestPerson _owner = null!;
    private TestBrowser _here = null!;
    private TestBrowser _there = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _owner = await _app.CreateUserAsync("owner@north.example");
        _here = await TestBrowser.SignInAsync(_app, _owner);
        _there = await TestBrowser.SignInAsync(_app, _owner);
    }

    [TearDown]
    public async Task Stop()
    {
        _here.Dispose();
        _there.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task One_other_session_ends_at_its_next_request()
    {
        var id = OtherSessions(await _here.TextAsync("/account/sessions")).ShouldHaveSingleItem();

        (await _here.SubmitAsync($"/account/sessions?handler=End&id={id}").StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await _there.IsSignedInAsync()).ShouldBeFalse();
        (await _here.IsSignedInAsync()).ShouldBeTrue();
        OtherSessions(await _here.TextAsync("/account/sessions")).ShouldBeEmpty();
    }

    [Test]
    public async Task All_others_end_and_this_one_stays()
    {
        await _here.SubmitAsync("/account/sessions?handler=Others").StatusAsync();

        (await _there.IsSignedInAsync()).ShouldBeFalse();
        (await _here.IsSignedInAsync()).ShouldBeTrue();
    }

    [Test]
    public async Task All_end_at_once()
    {
        (await _here.SubmitAsync("/account/sessions?handler=All").StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        (await _there.IsSignedInAsync()).ShouldBeFalse();
        (await _here.IsSignedInAsync()).ShouldBeFalse();
    }

    [Test]
    public async Task Nobody_ends_another_persons_session()
    {
        var id = OtherSessions(await _here.TextAsync("/account/sessions")).Single();
        using var other = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync("other@north.example"));

        await other.SubmitAsync($"/account/sessions?handler=End&id={id}").StatusAsync();
        await other.SubmitAsync("/account/sessions?handler=Others").StatusAsync();

        OtherSessions(await other.TextAsync("/account/sessions")).ShouldBeEmpty();
        (await _there.IsSignedInAsync()).ShouldBeTrue();
        (await _here.IsSignedInAsync()).ShouldBeTrue();
    }

    [Test]
    public async Task They_are_searched_those_that_ended_shown_too_and_all_taken_along()
    {
        await _app.Database.ScalarAsync($"""
            INSERT INTO user_sessions (id, user_id, device, address, started_at, last_seen_at, expires_at, is_remembered)
            VALUES ('{Guid.CreateVersion7()}', '{_owner.Id}', 'Mozilla/5.0 (iPhone) Safari/605', '192.0.2.7', now() - interval '3 days', now() - interval '2 days', now() + interval '9 days', false),
                ('{Guid.CreateVersion7()}', '{_owner.Id}', 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0', '192.0.2.8', now() - interval '1 hour', now(), now() + interval '9 days', false)
            """);

        (await _here.TextAsync("/account/sessions")).ShouldNotContain("192.0.2.7");
        var found = await _here.TextAsync("/account/sessions?text=firefox");
        OtherSessions(found).ShouldHaveSingleItem();
        found.ShouldContain("192.0.2.8");
        (await _here.TextAsync("/account/sessions?text=192.0.2.8")).ShouldContain("Firefox on Windows");
        (await _here.TextAsync("/account/sessions?text=nobody")).ShouldContain("Nothing found");
        var ended = await _here.TextAsync("/account/sessions?state=ended");
        ended.ShouldContain("192.0.2.7");
        OtherSessions(ended).ShouldBeEmpty();
        var csv = await _here.TextAsync("/account/sessions?handler=Csv&state=ended");
        csv.ShouldContain("\"Safari on iPhone\",");
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Test]
    public async Task What_is_no_session_of_ones_own_is_not_found()
    {
        using var other = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync("other@north.example"));
        var id = OtherSessions(await _here.TextAsync("/account/sessions")).Single();

        (await other.SubmitAsync($"/account/sessions?handler=End&id={id}").StatusAsync()).ShouldBe(HttpStatusCode.NotFound);
        (await other.SubmitAsync($"/account/sessions?handler=End&id={Guid.CreateVersion7()}").StatusAsync()).ShouldBe(HttpStatusCode.NotFound);
    }

    private static IReadOnlyList<string> OtherSessions(string page) =>
        [.. Regex.Matches(page, "handler=End&id=([0-9a-f-]{36})|id=([0-9a-f-]{36})&handler=End").Select(found => found.Groups[1].Value + found.Groups[2].Value)];
}
