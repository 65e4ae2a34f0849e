using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Financbase.Testing.Hosting;

namespace Financbase.Testing.Http;

/// <summary>A program that calls <c>/api</c> with a key.</summary>
public sealed class ApiClient : IDisposable
{
    // What a workflow made may be nested as deep as readers usually go; the answer wraps it.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    private readonly HttpClient _http;

    public ApiClient(TestApp app, string? key)
    {
        _http = app.CreateClient();
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>A client with a key of a new member who has this role.</summary>
    public static async Task<ApiClient> OfAsync(TestOrganization organization, string role) =>
        new(organization.App, await organization.IssueKeyAsync(await organization.AddMemberAsync(role)));

    public Task<ApiResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiResponse> PostAsync(string path, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, json, headers);

    public Task<ApiResponse> PutAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, json, headers);

    public Task<ApiResponse> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>The answer as soon as its head is there.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public void Dispose() => _http.Dispose();

    private async Task<ApiResponse> SendAsync(
        HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        // A body that is too large is then refused before it is sent.
        request.Headers.ExpectContinue = json?.Length > 1_000_000;
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        return new ApiResponse(
            response.StatusCode, JsonElement.Parse(body, Deep), response.Headers.Location?.OriginalString, response.Headers.ETag?.Tag);
    }
}

/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The envelope.</param>
/// <param name="Location">Where the new resource is.</param>
/// <param name="ETag">With its quotes.</param>
public sealed record ApiResponse(HttpStatusCode Status, JsonElement Json, string? Location, string? ETag)
{
    public JsonElement Data => Json.TryGetProperty("data", out var data)
        ? data
        : throw new InvalidOperationException($"{(int)Status}: {Json.GetRawText()}");

    public string ErrorCode => Json.GetProperty("error").GetProperty("code").GetString()!;

    /// <summary>The JSON paths that an error speaks of.</summary>
    public IReadOnlyList<string> Fields =>
        [.. Json.GetProperty("error").GetProperty("details").GetProperty("fields").EnumerateObject().Select(member => member.Name)];
}
