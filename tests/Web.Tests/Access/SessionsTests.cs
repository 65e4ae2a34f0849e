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

    private static IReadOnlyList<string> OtherSessions(string page) =>
        [.. Regex.Matches(page, "handler=End&id=([0-9a-f-]{36})|id=([0-9a-f-]{36})&handler=End").Select(found => found.Groups[1].Value + found.Groups[2].Value)];
}
