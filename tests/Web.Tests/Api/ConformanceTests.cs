using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Financbase.Web.Api;
using Financbase.Web.Tests.Isolation;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Api;

/// <summary>What the contract promises of every route, tried at every route there is: a new one joins by being mapped.</summary>
public sealed class ConformanceTests
{
    private static readonly string[] BadPages =
    [
        "limit=0", "limit=201", "limit=-1", "limit=abc", "limit=1&limit=2", "cursor=%00", "cursor=abc", "cursor=W10", // []
        "cursor=WyJcdTAwMDAiLCIwMTk3YzRhMC01ZTAwLTcwMDAtODAwMC0wMDAwMDAwMDAwZmYiXQ", // ["\u0000", an id]
        "cursor=WyJcdTAwMDAiXQ", "cursor=W251bGxd", "cursor=W3t9XQ", // ["\u0000"], [null], [{}]
        "cursor=WyI5OTk5LTk5LTk5IiwxXQ", "cursor=e30", "sort=nobodys", "nobodyKnowsThis=1",
    ];

    private IsolationScene _scene = null!;
    private IReadOnlyList<ApiRoute> _routes = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        _routes = [.. ApiRoute.All(_scene.App).Where(route => route.IsOpenToKeys)];
        _http = _scene.App.CreateClient();
        _http.DefaultRequestHeaders.Authorization = new("Bearer", _scene.OwnersKey);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _scene.DisposeAsync();
    }

    [Test]
    public async Task Everything_that_is_read_names_its_state_and_is_not_sent_twice()
    {
        foreach (var route in Of("GET").Where(route => !route.IsStream && !route.IsFile))
        {
            using var first = await SendAsync(route);
            first.StatusCode.ShouldBe(HttpStatusCode.OK, $"{route}");
            var tag = first.Headers.ETag.ShouldNotBeNull($"{route}");
            tag.IsWeak.ShouldBeFalse($"{route}");
            foreach (var known in new[] { tag.Tag, $"W/{tag.Tag}", $"\"other\", {tag.Tag}", "*" })
            {
                using var again = await SendAsync(route, request => request.Headers.TryAddWithoutValidation("If-None-Match", known));
                again.StatusCode.ShouldBe(HttpStatusCode.NotModified, $"{route} {known}");
                (await again.Content.ReadAsStringAsync()).ShouldBeEmpty();
                again.Headers.ETag.ShouldBe(tag);
            }

            using var other = await SendAsync(route, request => request.Headers.TryAddWithoutValidation("If-None-Match", "\"other\""));
            other.StatusCode.ShouldBe(HttpStatusCode.OK, $"{route}");
        }
    }

    [Test]
    public async Task Every_list_has_pages_and_bounds()
    {
        foreach (var route in Of("GET").Where(route => route.IsList))
        {
            foreach (var query in BadPages)
            {
                using var refused = await SendAsync(route, query: query);
                var answer = await JsonAsync(refused);
                refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{route}?{query}");
                answer.GetProperty("error").GetProperty("code").GetString().ShouldBe("VALIDATION_ERROR");
                answer.GetProperty("error").GetProperty("details").GetProperty("fields").TryGetProperty(query.Split('=')[0], out _)
                    .ShouldBeTrue($"{route}?{query} {answer}");
            }

            var whole = await ItemsAsync(route, "limit=200");
            var walked = new List<string>();
            for (string? cursor = ""; cursor is not null && walked.Count <= whole.Count;)
            {
                using var page = await SendAsync(route, query: $"limit=1&cursor={cursor}");
                var answer = await JsonAsync(page);
                walked.AddRange(answer.GetProperty("data").EnumerateArray().Select(item => item.GetRawText()));
                answer.GetProperty("pagination").GetProperty("limit").GetInt32().ShouldBe(1);
                cursor = answer.GetProperty("pagination").GetProperty("nextCursor").GetString();
            }

            walked.ShouldBe(whole, $"{route}");
        }
    }

    [Test]
    public async Task Every_parameter_of_an_address_is_known_or_refused()
    {
        foreach (var route in Of("GET").Where(route => !route.IsList))
        {
            using var refused = await SendAsync(route, query: "nobodyKnowsThis=1");
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{route}");
        }
    }

    [Test]
    public async Task Every_body_is_read_strictly()
    {
        foreach (var route in _routes.Where(route => route.Method != "GET"))
        {
            (string Body, string Type, int Status)[] bodies = route.TakesFiles
                ? [("{}", "application/json", 415), ("x", "multipart/form-data", 415), ("x", "multipart/form-data; boundary=b", 400)]
                :
                [
                    ("{", "application/json", 400), ("{}{}", "application/json", 400), ("\u0000", "application/json", 400),
                    ("""{"nobodyKnowsThis":1,"nobodyKnowsThis":1}""", "application/json", 400),
                    ("""{"nobodyKnowsThis":1}""", "application/json", 422), ("[]", "application/json", 422), ("null", "application/json", 422),
                    ("{}", "text/plain", 415), ("a=b", "application/x-www-form-urlencoded", 415),
                ];
            foreach (var (body, type, status) in bodies)
            {
                using var refused = await SendAsync(route, request =>
                {
                    request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                    request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                });
                ((int)refused.StatusCode).ShouldBe(status, $"{route} {type} {body} {await refused.Content.ReadAsStringAsync()}");
                (await JsonAsync(refused)).GetProperty("success").GetBoolean().ShouldBeFalse();
            }
        }
    }

    [Test]
    public async Task Whoever_knows_another_state_of_a_resource_changes_nothing()
    {
        var resources = _scene.App.Services.GetRequiredService<Resources>();
        var tried = 0;
        foreach (var route in _routes.Where(route => route.UseCase.IsCommand && !route.TakesJson && !route.TakesFiles))
        {
            foreach (var known in new[] { "\"other\"", "nonsense", "W/\"1\"" })
            {
                using var refused = await SendAsync(route, request => request.Headers.TryAddWithoutValidation("If-Match", known));
                var expected = resources.ReadBy(route.Endpoint) is null ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.PreconditionFailed;
                refused.StatusCode.ShouldBe(expected, $"{route} {known} {await refused.Content.ReadAsStringAsync()}");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(20);
    }

    [Test]
    public void Whatever_can_be_replaced_or_deleted_can_be_read()
    {
        var resources = _scene.App.Services.GetRequiredService<Resources>();

        ApiRoute.All(_scene.App).Where(route => route.Method is "PUT" or "DELETE" && resources.ReadBy(route.Endpoint) is null)
            .ShouldBeEmpty("Without a GET on the same address, nobody can say by If-Match which state they mean.");
    }

    private IEnumerable<ApiRoute> Of(string method) => _routes.Where(route => route.Method == method);

    private async Task<IReadOnlyList<string>> ItemsAsync(ApiRoute route, string query)
    {
        using var answer = await SendAsync(route, query: query);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{route}?{query}");
        return [.. (await JsonAsync(answer)).GetProperty("data").EnumerateArray().Select(item => item.GetRawText())];
    }

    private async Task<HttpResponseMessage> SendAsync(ApiRoute route, Action<HttpRequestMessage>? also = null, string? query = null)
    {
        var address = new Target(route.Method, route.Path.TrimStart('/'), null).Fill(place => _scene.OurIds[place]);
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), query is null ? address : $"{address}?{query}");
        also?.Invoke(request);
        return await _http.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());
}
