using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Financbase.Testing.Hosting;

/// <summary>A browser without scripts: a cookie jar, links, and forms sent with the token of their page. Follows no redirects.</summary>
public sealed partial class TestBrowser : IDisposable
{
    private readonly HttpClient _client;

    private TestBrowser(TestApp app) =>
        _client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = app.Address };

    public CookieContainer Cookies { get; } = new();

    public static TestBrowser Open(TestApp app) => new(app);

    /// <summary>A browser in which the person has signed in.</summary>
    public static async Task<TestBrowser> SignInAsync(TestApp app, TestPerson person)
    {
        var browser = Open(app);
        using var answer = await browser.SignInAsync(person.Email, TestPerson.Password);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? browser
            : throw new InvalidOperationException($"Signing in answered {(int)answer.StatusCode}.");
    }

    public Task<HttpResponseMessage> GetAsync(string address) => _client.GetAsync(address);

    public Task<string> GetStringAsync(string address) => _client.GetStringAsync(address);

    /// <summary>The answer as soon as its head is there.</summary>
    /// <summary>What a page asks for by itself, without anybody doing anything.</summary>
    public async Task<HttpResponseMessage> PollAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "X-Unattended", "true" } } };
        return await _client.SendAsync(request);
    }

    /// <summary>A part of a page, as htmx fetches it when a person asks.</summary>
    public async Task<HttpResponseMessage> FetchAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "HX-Request", "true" }, { "Accept", "text/html, text/event-stream" } } };
        return await _client.SendAsync(request);
    }

    /// <summary>A stream, as a browser's script opens it.</summary>
    internal async Task<HttpResponseMessage> OpenAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/event-stream" } } };
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string? returnUrl = null) => SubmitAsync(
        "/account/sign-in" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"),
        ("Input.Email", email), ("Input.Password", password));

    /// <summary>Opens the page for its antiforgery token and posts the fields to the same address.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string address, params (string Name, string Value)[] fields) =>
        await PostAsync(address, [.. fields, ("__RequestVerificationToken", await TokenAsync(address))]);

    /// <summary>Posts the fields as they are, without a token unless one is among them.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        _client.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Opens the page for its antiforgery token and posts a file to the same address.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string address, string field, Stream file, string fileName)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(address)), "__RequestVerificationToken" },
            { new StreamContent(file), field, fileName },
        };
        return await _client.PostAsync(address, form);
    }

    public async Task<string> TokenAsync(string address)
    {
        var page = await _client.GetStringAsync(address);
        return Token().Match(page) is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : throw new InvalidOperationException($"{address} holds no form with an antiforgery token.");
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="([^"]+)""")]
    private static partial Regex Token();
}

/// <summary>A program that calls the API with a key.</summary>
public static class TestApiClient
{
    public static HttpClient CreateApiClient(this TestApp app, string key)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
