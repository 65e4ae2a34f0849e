using System.Net;
using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Testing.Hosting;
using Financbase.Web.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Financbase.Web.Tests.Api.Description;

/// <summary>The API's description says of every route all that a program needs; a new route joins by being mapped.</summary>
public sealed class DescriptionTests
{
    private TestApp _app = null!;
    private string _text = null!;
    private DescribedApi _api = null!;
    private IReadOnlyList<ApiRoute> _routes = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var http = _app.CreateClient();
        _text = await http.GetStringAsync("/openapi/v1.json");
        _api = new DescribedApi(_text);
        _routes = ApiRoute.All(_app);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public void It_is_valid()
    {
        var read = OpenApiDocument.Parse(_text, "json");

        read.Diagnostic!.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.Select(error => error.ToString()).ShouldBeEmpty();
        read.Diagnostic.Warnings.Select(warning => warning.ToString()).ShouldBeEmpty();
        References(_api.Json).Distinct().Where(reference => reference.Split('/') is not ["#", "components", var kind, var name]
            || _api.Json["components"]![kind]?[name] is null).ShouldBeEmpty();
    }

    [Test]
    public async Task It_is_the_same_for_everybody_and_at_each_start()
    {
        await using var other = _app.StartAnother(("Process:Roles", "web"));
        using var http = other.CreateClient();
        using var first = await http.GetAsync("/openapi/v1.json");
        (await first.Content.ReadAsStringAsync()).ShouldBe(_text);
        first.Headers.CacheControl!.Public.ShouldBeTrue();

        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        (await http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Test]
    public async Task Only_the_readable_page_allows_scripts_of_its_own_and_by_a_nonce_of_each_answer()
    {
        using var http = _app.CreateClient();
        using var page = await http.GetAsync("/api/docs/");
        using var again = await http.GetAsync("/api/docs/");
        using var other = await http.GetAsync("/api/docs/scalar.js");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        Policy(page).ShouldContain("script-src 'self' 'nonce-");
        Policy(page).ShouldContain("style-src 'self' 'nonce-");
        Policy(page).ShouldNotContain("unsafe");
        Policy(again).ShouldNotBe(Policy(page));
        Policy(other).ShouldNotContain("nonce");

        static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    [Test]
    public void Nothing_is_described_but_what_there_is() =>
        (from path in _api.Json["paths"]!.AsObject()
         from operation in path.Value!.AsObject()
         select $"{operation.Key.ToUpperInvariant()} {path.Key}").Order().ShouldBe(_routes.Select(route => $"{route}").Order());

    [Test]
    public void Every_operation_has_words_of_its_own()
    {
        foreach (var route in _routes)
        {
            var operation = _api.Operation(route).ShouldNotBeNull($"{route}");
            ((string?)operation["summary"]).ShouldNotBeNullOrWhiteSpace($"{route}");
            ((string?)operation["description"]).ShouldNotBeNull($"{route}").Split("\n\n")[0].Length
                .ShouldBeGreaterThan(15, $"{route}: put a <summary> above {route.UseCase.Request.Name}.");
            operation["tags"]!.AsArray().Count.ShouldBe(1, $"{route}");
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            {
                ((string?)parameter!["description"]).ShouldNotBeNullOrWhiteSpace($"{route} {parameter["name"]}");
                parameter["schema"].ShouldNotBeNull($"{route} {parameter["name"]}");
            }
        }

        _routes.GroupBy(route => (string)_api.Operation(route)!["operationId"]!).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
    }

    [Test]
    public void Every_operation_names_the_scope_that_it_takes()
    {
        foreach (var route in _routes)
        {
            var permission = route.Endpoint.Metadata.GetMetadata<RequirePermissionAttribute>()?.Permission;
            string[] scopes = permission is null ? [] : [permission];
            var operation = _api.Operation(route)!;
            operation["x-scopes"]!.AsArray().Select(scope => (string)scope!).ShouldBe(scopes, $"{route}");
            operation["security"]![0]!["apiKey"]!.AsArray().Select(scope => (string)scope!).ShouldBe(scopes, $"{route}");
            permission?.ShouldBeOneOf([.. PermissionCatalogue.All.Select(known => known.Key)]);
        }
    }

    [Test]
    public void Every_operation_names_the_headers_that_it_knows()
    {
        var resources = _app.Services.GetRequiredService<Resources>();
        foreach (var route in _routes)
        {
            string[] headers =
            [
                .. route.IsStream ? ["Last-Event-ID"] : Array.Empty<string>(),
                .. route.Method == "GET" && !route.IsStream && !route.IsFile ? ["If-None-Match"] : Array.Empty<string>(),
                .. route.UseCase.IsCommand && resources.ReadBy(route.Endpoint) is not null ? ["If-Match"] : Array.Empty<string>(),
                .. route.Method == "POST" && route.UseCase.IsCommand ? ["Idempotency-Key"] : Array.Empty<string>(),
            ];
            _api.ParametersOf(route, "header").ShouldBe(headers, $"{route}");
        }
    }

    [Test]
    public void Every_operation_says_how_it_ends()
    {
        foreach (var route in _routes)
        {
            var operation = _api.Operation(route)!;
            var answers = operation["responses"]!.AsObject();
            answers.Count(answer => answer.Key.StartsWith('2')).ShouldBeGreaterThan(0, $"{route}");
            foreach (var status in new[] { "401", "403", "422", "429", "500", "503" })
                answers.ContainsKey(status).ShouldBeTrue($"{route} {status}");
            foreach (var (status, answer) in answers.Where(answer => answer.Key != "304" && !((route.IsStream || route.IsFile) && answer.Key == "200")))
            {
                answer!["headers"]!["RateLimit"].ShouldNotBeNull($"{route} {status}");
                _api.AnswerSchema(route, int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)).ShouldNotBeNull($"{route} {status}");
                if (status[0] is '4' or '5')
                    answer["x-error-codes"]!.AsArray().Count.ShouldBeGreaterThan(0, $"{route} {status}");
            }
        }
    }

    [Test]
    public void Every_body_has_a_schema_and_an_example_that_fits_it()
    {
        foreach (var route in _routes.Where(route => route.TakesJson))
        {
            var schema = _api.BodySchema(route).ShouldNotBeNull($"{route}");
            var example = _api.Example(route).ShouldNotBeNull($"{route}: add .Example(…).");
            _api.Misfits(schema, System.Text.Json.JsonElement.Parse(example.ToJsonString())).ShouldBeEmpty($"{route}");
        }

        _routes.Where(route => !route.TakesJson && !route.TakesFiles && _api.Operation(route)!["requestBody"] is not null).ShouldBeEmpty();
    }

    [TestCase("POST /api/workflows/{id}/execute", "409", "workflows.not_published")]
    [TestCase("POST /api/workflows/{id}/pause", "409", "workflows.archived")]
    [TestCase("POST /api/bank-accounts/{id}/statements", "422", "banking.wrong_account")]
    [TestCase("POST /api/bank-accounts", "409", "banking.iban_taken")]
    [TestCase("POST /api/events/replay", "422", "events.too_many")]
    [TestCase("PUT /api/members/{id}", "422", "access.last_owner")]
    [TestCase("PUT /api/workflows/{id}", "413", "workflows.payload_too_large")]
    public void The_codes_of_the_domain_are_named(string route, string status, string code) =>
        _api.Operation(_routes.Single(known => $"{known}" == route))!["responses"]![status]!["x-error-codes"]!.AsArray()
            .Select(known => (string)known!).ShouldContain(code);

    [Test]
    public void The_page_about_the_api_names_each_list_with_its_words_and_its_orders()
    {
        var told = File.ReadLines(Path.Combine(Here(), "..", "..", "..", "..", "docs", "api.md"))
            .Where(line => line.StartsWith("| `/api/", StringComparison.Ordinal)).Select(line => line.Split('|')).ToDictionary(row => Quoted(row[1]).Single());
        var lists = _routes.Where(route => route is { Method: "GET", IsList: true } && route.UseCase.Sorts is not null).ToList();

        told.Keys.Order(StringComparer.Ordinal).ShouldBe(lists.Select(list => list.Path).Order(StringComparer.Ordinal));
        foreach (var list in lists)
        {
            var words = _api.ParametersOf(list, "query").Except(["limit", "cursor", "sort"]);
            words.Except(Quoted(told[list.Path][2])).ShouldBeEmpty($"{list}");
            Quoted(told[list.Path][3]).SelectMany(word => new[] { word.TrimStart('-'), $"-{word.TrimStart('-')}" }).Order(StringComparer.Ordinal)
                .ShouldBe(list.UseCase.Sorts!.Words.Order(StringComparer.Ordinal), $"{list}");
            list.UseCase.Sorts.Normally?.ShouldBe(Quoted(told[list.Path][3])[0], $"{list}");
        }
    }

    private static string[] Quoted(string cell) => [.. cell.Split('`').Where((_, place) => place % 2 == 1)];

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [(string)value!] : References(member.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };
}
