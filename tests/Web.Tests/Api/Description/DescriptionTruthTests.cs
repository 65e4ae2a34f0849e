using System.Text.Json;
using Financbase.Web.Api;

namespace Financbase.Web.Tests.Api.Description;

/// <summary>What the description says, tried at the routes themselves.</summary>
public sealed class DescriptionTruthTests
{
    private DescriptionScene _scene = null!;

    [OneTimeSetUp]
    public async Task Start() => _scene = await DescriptionScene.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    // Reads first and deletions last, so that the others find their things. What is refused is refused for its state, and not
    // for its shape.
    [Test]
    public async Task What_is_answered_has_the_described_shape_and_examples_are_accepted()
    {
        foreach (var route in _scene.OpenRoutes.Where(route => route.Method == "GET" && !route.IsStream && !route.IsFile))
        {
            using var answer = await _scene.SendAsync(route);
            ((int)answer.StatusCode).ShouldBe(200, $"{route}");
            await ShouldFitAsync(route, answer);
        }

        var done = 0;
        foreach (var route in _scene.OpenRoutes.Where(route => route.Method != "GET").OrderBy(route => route.Method == "DELETE"))
        {
            using var answer = await _scene.SendAsync(route, json: ExampleOf(route));
            await ShouldFitAsync(route, answer);
            done += answer.IsSuccessStatusCode ? 1 : 0;
            if (route.TakesJson)
                ((int)answer.StatusCode).ShouldNotBeOneOf(400, 413, 415);
        }

        done.ShouldBeGreaterThan(15);
    }

    // Asked with one word that nobody knows, a route names those that it reads.
    [Test]
    public async Task Each_address_knows_the_described_parameters_and_no_others()
    {
        foreach (var route in _scene.OpenRoutes)
        {
            using var answer = await _scene.SendAsync(route, "?nobodyKnowsThis=1", ExampleOf(route));
            var refused = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("error").GetProperty("details");
            var words = refused.GetProperty("fields").GetProperty("nobodyKnowsThis")[0].GetString()!;
            string[] known = words.Split("it knows ") is [_, var list] ? list.TrimEnd('.').Split(", ") : [];
            string[] described = [.. _scene.Api.ParametersOf(route, "query").Order(StringComparer.Ordinal)];
            described.ShouldBe(known, $"{route}");
        }
    }

    [Test]
    public async Task Files_are_of_the_described_types()
    {
        var types = new List<string>();
        foreach (var route in _scene.OpenRoutes.Where(route => route.Method == "GET" && _scene.Api.ParametersOf(route, "query").Contains("format")))
        {
            foreach (var format in _scene.Api.Parameter(route, "format")["schema"]!["enum"]!.AsArray())
            {
                using var answer = await _scene.SendAsync(route, $"?format={format}");
                types.Add(answer.Content.Headers.ContentType!.MediaType!);
                _scene.Api.Operation(route)!["responses"]!["200"]!["content"]!.AsObject().ContainsKey(types[^1]).ShouldBeTrue($"{route} {format}");
            }
        }

        types.ShouldContain("text/csv");
    }

    // No key gets through to these, so their bodies are read as they would be.
    [Test]
    public void The_examples_of_calls_for_people_only_are_read()
    {
        foreach (var route in _scene.Routes.Where(route => route.TakesJson && !route.IsOpenToKeys))
        {
            var body = Web.Api.Description.RouteShapes.BodyOf(route.Endpoint.Metadata)!;
            typeof(StrictJson).GetMethod(nameof(StrictJson.Read))!.MakeGenericMethod(body)
                .Invoke(null, [JsonElement.Parse(ExampleOf(route)!)]).ShouldNotBeNull($"{route}");
        }
    }

    private string? ExampleOf(ApiRoute route) => _scene.Api.Example(route)?.ToJsonString();

    private async Task ShouldFitAsync(ApiRoute route, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        var schema = _scene.Api.AnswerSchema(route, status).ShouldNotBeNull($"{route} answered {status}, which is not described: {text}");
        var json = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 128 });
        _scene.Api.Misfits(schema, json).ShouldBeEmpty($"{route} {text}");
        if (json.TryGetProperty("error", out var error))
        {
            var code = error.GetProperty("code").GetString();
            _scene.Api.Operation(route)!["responses"]![$"{status}"]!["x-error-codes"]!.AsArray().Select(known => (string)known!)
                .ShouldContain(code, $"{route} {text}");
            (code == "VALIDATION_ERROR" && route.TakesJson && error.GetProperty("details").GetProperty("fields").EnumerateObject()
                .Any(field => field.Value[0].GetString() == "Unknown member, wrong type or missing field.")).ShouldBeFalse($"{route} {text}");
        }
    }
}
