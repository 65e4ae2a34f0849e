using System.Globalization;
using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Errors;

public sealed class ErrorPageTests
{
    private TestApp _app = null!;
    private HttpClient _client = null!;
    private TestBrowser _member = null!;
    private TestBrowser _stranger = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _client = _app.CreateClient();
        _stranger = TestBrowser.Open(_app);
        _member = await TestBrowser.SignInAsync(_app, await (await _app.FoundAsync("harbor")).AddMemberAsync("viewer"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        _member.Dispose();
        _stranger.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("/errors/403", "You may not do this")]
    [TestCase("/errors/404", "Page not found")]
    [TestCase("/o/nobody/errors/404", "Page not found")]
    [TestCase("/errors/413", "This file is too large")]
    [TestCase("/errors/415", "This kind of file is not supported")]
    [TestCase("/errors/429", "Too many requests")]
    [TestCase("/errors/500", "Something went wrong on our side")]
    [TestCase("/errors/418", "This request was refused")]
    public async Task A_status_is_a_page_with_a_reference_and_a_way_on(string address, string heading)
    {
        using var answer = await _client.GetAsync(address);

        ((int)answer.StatusCode).ShouldBe(int.Parse(address[^3..], CultureInfo.InvariantCulture));
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain($"<h1>{heading}</h1>");
        html.ShouldContain("href=\"/\"");
        html.ShouldContain($"Status {address[^3..]}, reference <code");
    }

    [TestCase("/nothing-here")]
    [TestCase("/o/harbor/nothing-here")]
    [TestCase("/o/nobody/nothing-here")]
    [TestCase("/api/nothing-here")]
    public async Task An_unknown_address_is_not_found_whoever_asks(string address)
    {
        using var known = await _member.GetAsync(address);
        using var anonymous = await _client.GetAsync(address);

        known.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        anonymous.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("/errors/404")]
    [TestCase("/o/harbor/")]
    [TestCase("/o/harbor/workflows?handler=Nope")]
    public async Task A_page_that_takes_no_post_says_so(string address)
    {
        using var answer = await _member.PostAsync(address, ("__RequestVerificationToken", await _member.TokenAsync("/account/sign-out")));

        answer.StatusCode.ShouldBe(address.StartsWith("/errors", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.MethodNotAllowed);
    }

    [Test]
    public async Task Text_that_cannot_be_kept_is_a_bad_request()
    {
        using var query = await _member.GetAsync("/o/harbor/workflows?status=%00");
        using var form = await _stranger.SubmitAsync("/account/sign-in", ("Input.Email", "a\0b@harbor.test"), ("Input.Password", "anything at all"));

        query.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        form.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestCase(29)]
    [TestCase(60)]
    public async Task A_form_that_no_page_takes_is_refused_without_being_our_failure(int megabytes)
    {
        using var body = new ByteArrayContent(new byte[megabytes * 1024 * 1024]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in") { Content = body };
        request.Headers.ExpectContinue = true;

        using var answer = await _client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBeOneOf(400, 413);
    }

    [Test]
    public async Task A_fragment_request_gets_a_toast_instead_of_a_whole_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/errors/404");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Headers.GetValues("HX-Retarget").ShouldBe(["#toaster"]);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<html");
    }

    [Test]
    public async Task The_api_keeps_its_own_envelope()
    {
        using var answer = await _client.GetAsync("/api/nowhere");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Test]
    public async Task The_styles_and_scripts_of_a_page_are_there_under_fingerprinted_names()
    {
        using var page = await _client.GetAsync("/errors/404");
        var html = await page.Content.ReadAsStringAsync();
        var assets = html.Split('"').Where(part => part.StartsWith("/lib/", StringComparison.Ordinal) && !part.Contains('#')).ToList();

        assets.Count.ShouldBeGreaterThan(5);
        foreach (var asset in assets)
        {
            using var answer = await _client.GetAsync(asset);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            if (!asset.EndsWith("woff2", StringComparison.Ordinal))
            {
                asset.ShouldMatch(@"\.[a-z0-9]{10}\.(css|js)$");
            }
        }
    }
}
