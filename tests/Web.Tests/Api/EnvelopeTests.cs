using System.Net;
using System.Text;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Api;

/// <summary>Under <c>/api</c> everything is answered in the envelope, also what no endpoint ever sees.</summary>
public sealed class EnvelopeTests
{
    private TestApp _app = null!;
    private string _key = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(
            services => services.AddSingleton<IStartupFilter, Broken>(), ("Process:Roles", "web"));
        var firm = await _app.FoundAsync("firm");
        _key = await firm.IssueKeyAsync(await firm.AddMemberAsync("owner"));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [TestCase("GET", "/api/organization", "none", 401, "UNAUTHENTICATED")]
    [TestCase("GET", "/api/organization", "fb_live_nonsense", 401, "UNAUTHENTICATED")]
    [TestCase("POST", "/api/api-keys", "own", 403, "FORBIDDEN")]
    [TestCase("GET", "/api", "own", 404, "NOT_FOUND")]
    [TestCase("GET", "/api/nothing/here", "own", 404, "NOT_FOUND")]
    [TestCase("GET", "/api/nothing/here", "none", 404, "NOT_FOUND")]
    [TestCase("GET", "/api/roles/nobodys", "own", 404, "NOT_FOUND")]
    [TestCase("GET", "/api/members/no-uuid", "own", 404, "NOT_FOUND")]
    [TestCase("PATCH", "/api/roles", "own", 405, "METHOD_NOT_ALLOWED")]
    [TestCase("PUT", "/api/events", "own", 405, "METHOD_NOT_ALLOWED")]
    [TestCase("POST", "/api/roles", "own", 400, "MALFORMED_REQUEST", "{")]
    [TestCase("POST", "/api/roles", "own", 415, "UNSUPPORTED_MEDIA_TYPE", "<role/>", "application/xml")]
    [TestCase("POST", "/api/roles", "own", 422, "VALIDATION_ERROR", """{"nobody":1}""")]
    [TestCase("GET", "/api/broken", "own", 500, "INTERNAL_ERROR")]
    public async Task Every_refusal_has_one_shape(
        string method, string path, string key, int status, string code, string? body = null, string type = "application/json")
    {
        using var http = _app.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key != "none")
            request.Headers.Authorization = new("Bearer", key == "own" ? _key : key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        ShouldBeFailure(answer, await answer.Content.ReadAsStringAsync(), code);
    }

    [Test]
    public async Task A_body_that_is_too_large_is_refused_in_the_same_shape()
    {
        using var patient = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var http = new HttpClient(patient) { BaseAddress = _app.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _key);
        http.DefaultRequestHeaders.ExpectContinue = true;
        using var body = new ByteArrayContent(new byte[40 * 1024 * 1024]) { Headers = { ContentType = new("application/json") } };

        using var answer = await http.PostAsync("/api/roles", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ShouldBeFailure(answer, await answer.Content.ReadAsStringAsync(), "PAYLOAD_TOO_LARGE");
    }

    private static void ShouldBeFailure(HttpResponseMessage answer, string text, string code)
    {
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        var json = JsonElement.Parse(text);
        json.EnumerateObject().Select(member => member.Name).ShouldBe(["success", "error", "timestamp"]);
        json.GetProperty("success").GetBoolean().ShouldBeFalse();
        json.GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
        json.GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        json.GetProperty("error").GetProperty("details").GetProperty("requestId").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    private sealed class Broken : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(endpoints => endpoints.MapGet("/api/broken", Task<IResult> () => throw new InvalidOperationException("A secret."))
                .WithMetadata(new Financbase.Application.Access.AnyMemberAttribute()));
        };
    }
}
