using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Financbase.Infrastructure.Encryption;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Secrets;

/// <summary>Workflows that use secrets, on a real worker against a real sink that repeats all it is told.</summary>
public sealed class SecretCallTests
{
    private const string Token = "tok/en+9f8e7d6c5b4a";

    // Without escapes, in which a value could hide from the search.
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestApp _app = null!;
    private HttpSink _sink = null!;
    private TestOrganization _acme = null!;
    private ApiClient _owner = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _sink = await HttpSink.StartAsync((request, http) =>
        {
            http.Response.StatusCode = http.Request.Path.StartsWithSegments("/broken") ? 400 : 200;
            http.Response.Headers["X-Echo"] = http.Request.Headers.Authorization;
            return http.Response.WriteAsJsonAsync(new
            {
                request.Path,
                query = http.Request.QueryString.Value,
                authorization = http.Request.Headers.Authorization.ToString(),
                request.Body,
            });
        });
        _app = await TestApp.StartAsync(("Egress:AllowedNetworks:0", "127.0.0.0/8"));
        _acme = await _app.FoundAsync("acme");
        _owner = await ApiClient.OfAsync(_acme, "owner");
        await _owner.PostAsync("/api/secrets", JsonSerializer.Serialize(new { name = "token", value = Token }));
        await _owner.PostAsync("/api/secrets", JsonSerializer.Serialize(new { name = "hook", value = $"{_sink.Address}hidden-path-42" }));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _owner.Dispose();
        await _app.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Test]
    public async Task The_call_carries_the_value_and_the_history_only_its_name()
    {
        var (status, execution) = await RunAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{_sink.Address}}}}orders",
             "query":{"q":"{{ secrets.token }}"},
             "headers":{"Authorization":"Basic {{ 'user:' | append: secrets.token | base64_encode }}"},
             "body":{"key":"{{ secrets.token }}","text":"Token {{ secrets.token }}.","said":"{{ trigger.said }}"}},"next":{"default":"after"}},
            {"key":"after","type":"transform","config":{"set":{"echo":"{{ steps.call.output.body }}"}}}
            """);

        status.ShouldBe("succeeded");
        var request = _sink.Requests.Single(call => call.Path.StartsWith("/orders?", StringComparison.Ordinal));
        request.Body.ShouldBe(JsonSerializer.Serialize(new { key = Token, text = $"Token {Token}.", said = "{{ secrets.token }}" }, AsWritten));
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + Token));
        execution.ShouldContain("{{ secrets.token }}");
        foreach (var form in new[] { Token, Uri.EscapeDataString(Token), encoded, encoded[8..] })
            execution.ShouldNotContain(form);
    }

    [Test]
    public async Task An_address_may_be_a_secret_as_a_whole()
    {
        var (status, execution) = await RunAsync("""{"key":"call","type":"httpRequest","config":{"url":"{{ secrets.hook }}"}}""");

        status.ShouldBe("succeeded");
        _sink.Requests.ShouldContain(call => call.Path == "/hidden-path-42");
        execution.ShouldNotContain("hidden-path-42");
        execution.ShouldContain("{{ secrets.hook }}");
    }

    [Test]
    public async Task A_refusal_that_repeats_the_value_is_kept_without_it()
    {
        var (status, execution) = await RunAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{_sink.Address}}}}broken/{{ secrets.token | url_encode }}","body":"{{ secrets.token }}"}}
            """);

        status.ShouldBe("failed");
        execution.ShouldContain("http.status_400");
        execution.ShouldNotContain(Token);
        execution.ShouldNotContain(Uri.EscapeDataString(Token));
    }

    [Test]
    public async Task What_a_filter_makes_of_a_secret_is_hidden_as_well()
    {
        var (status, execution) = await RunAsync($$$$"""
            {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{{_sink.Address}}}}hashed","body":"sig={{ secrets.token | sha256 }};up={{ secrets.token | upcase }}"}}
            """);

        status.ShouldBe("succeeded");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
        _sink.Requests.Single(call => call.Path == "/hashed").Body.ShouldBe($"sig={hash};up={Token.ToUpperInvariant()}");
        execution.ShouldNotContain(hash[8..]);
        execution.ShouldNotContain(Token, Case.Insensitive);
    }

    [Test]
    public async Task That_one_was_used_is_seen()
    {
        await _owner.PostAsync("/api/secrets", """{"name":"seen","value":"for a moment"}""");
        await RunAsync($$$$"""{"key":"call","type":"httpRequest","config":{"url":"{{{{_sink.Address}}}}seen?x={{ secrets.seen }}"}}""");

        (await _owner.GetAsync("/api/secrets/seen")).Data.GetProperty("lastUsedAt").GetDateTimeOffset()
            .ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task A_new_value_is_used_by_the_next_call_and_outlives_a_rotation_of_keys()
    {
        await _owner.PostAsync("/api/secrets", """{"name":"rotated","value":"the first value"}""");
        var path = await PublishAsync($$$$"""{"key":"call","type":"httpRequest","config":{"url":"{{{{_sink.Address}}}}rotated","method":"POST","body":"{{ secrets.rotated }}"}}""");
        await RunPublishedAsync(path);
        await _owner.PutAsync("/api/secrets/rotated", """{"value":"the second value"}""");
        var before = (byte[])(await _app.Database.ScalarAsync("SELECT value_sealed FROM organization_secrets WHERE name = 'rotated'"))!;
        (await _app.Services.GetRequiredService<KeyRotation>().RotateAsync(_acme.Id, CancellationToken.None)).Broken.ShouldBeEmpty();
        await RunPublishedAsync(path);

        _sink.Requests.Where(call => call.Path == "/rotated").Select(call => call.Body).ShouldBe(["the first value", "the second value"]);
        ((byte[])(await _app.Database.ScalarAsync("SELECT value_sealed FROM organization_secrets WHERE name = 'rotated'"))!).ShouldNotBe(before);
    }

    [Test]
    public async Task A_secret_that_is_gone_fails_the_step_with_its_name()
    {
        await _owner.PostAsync("/api/secrets", """{"name":"brief","value":"for a moment"}""");
        var path = await PublishAsync($$$$"""{"key":"call","type":"httpRequest","config":{"url":"{{{{_sink.Address}}}}gone?x={{ secrets.brief }}"}}""");
        (await _owner.DeleteAsync("/api/secrets/brief?evenIfUsed=true")).Status.ShouldBe(HttpStatusCode.OK);

        var (status, execution) = await RunPublishedAsync(path);

        status.ShouldBe("failed");
        execution.ShouldContain("workflows.unknown_secret");
        execution.ShouldContain("There is no secret “brief”");
        _sink.Requests.ShouldNotContain(call => call.Path.StartsWith("/gone", StringComparison.Ordinal));
    }

    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":"{{ secrets.token }}"}}}""", "steps[0].config.set.x")]
    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":"{% assign s = secrets %}{{ s.token }}"}}}""", "steps[0].config.set.x")]
    [TestCase("""{"key":"a","type":"sendEmail","config":{"to":"x@a.test","subject":"{{ secrets.token }}","body":"x"}}""", "steps[0].config.subject")]
    [TestCase("""{"key":"a","type":"sendNotification","config":{"to":"owner","title":"x","body":"{{ secrets.token }}"}}""", "steps[0].config.body")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://a.test","headers":{"A":"{{ secrets.nothing }}"}}}""", "steps[0].config.headers.A")]
    public async Task What_would_record_a_secret_or_names_none_is_not_published(string step, string field)
    {
        var draft = await _owner.PostAsync("/api/workflows", $$"""{"name":"x","trigger":{"type":"manual"},"steps":[{{step}}]}""");
        var refused = draft.Location is null ? draft : await _owner.PostAsync(draft.Location + "/publish");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Fields.ShouldBe([field]);
    }

    private async Task<(string Status, string Execution)> RunAsync(string steps) => await RunPublishedAsync(await PublishAsync(steps));

    private async Task<(string Status, string Execution)> RunPublishedAsync(string path)
    {
        var answer = await _owner.PostAsync(path + "/execute?wait=20", """{"input":{"said":"{{ secrets.token }}"}}""");
        var id = answer.Data.TryGetProperty("executionId", out var started) ? started : answer.Data.GetProperty("id");
        var execution = await _owner.GetAsync($"/api/executions/{id.GetString()}");
        var logs = await _owner.GetAsync($"/api/executions/{id.GetString()}/logs");
        return (execution.Data.GetProperty("status").GetString()!, Text(execution.Data) + Text(logs.Data));
    }

    private static string Text(JsonElement json) => JsonSerializer.Serialize(json, AsWritten);

    private async Task<string> PublishAsync(string steps)
    {
        var draft = await _owner.PostAsync("/api/workflows", $$"""{"name":"Calls","trigger":{"type":"manual"},"steps":[{{steps}}]}""");
        var published = await _owner.PostAsync(draft.Location + "/publish");
        published.Status.ShouldBe(HttpStatusCode.OK, published.Json.GetRawText());
        return draft.Location!;
    }
}
