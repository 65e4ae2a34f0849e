using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Security;

public sealed class SecurityHeadersTests
{
    private TestApp _app = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _client = _app.CreateClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("/health/live")]
    [TestCase("/nothing-here")]
    [TestCase("/api/nothing-here")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        using var answer = await _client.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single().ShouldBe("same-origin");
    }

    [TestCase("cross-site", HttpStatusCode.Forbidden)]
    [TestCase("same-site", HttpStatusCode.Forbidden)]
    public async Task A_post_from_another_site_is_refused(string site, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-out");
        request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.ShouldBe(expected);
    }
}
