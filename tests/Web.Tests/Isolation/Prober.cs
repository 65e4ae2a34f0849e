using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Isolation;

/// <summary>Somebody who calls addresses: a person with a session, a program with a key, or a stranger.</summary>
internal sealed partial class Prober : IDisposable
{
    private readonly HttpClient _client;
    private readonly TestBrowser? _browser;
    private string? _token;

    private Prober(string name, string? role, HttpClient client, TestBrowser? browser) =>
        (Name, Role, _client, _browser) = (name, role, client, browser);

    public string Name { get; }

    /// <summary>Null for those who are nobody in the organization.</summary>
    public string? Role { get; }

    public bool IsPerson => _browser is not null;

    public static async Task<Prober> PersonAsync(TestApp app, string role, TestPerson person)
    {
        var browser = await TestBrowser.SignInAsync(app, person);
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = browser.Cookies }) { BaseAddress = app.Address };
        return new Prober($"{role} in a browser", role, client, browser) { _token = await browser.TokenAsync("/account/sign-out") };
    }

    public static Prober Program(TestApp app, string? role, string key)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new Prober(role is null ? "revoked key" : $"{role}'s key", role, client, null);
    }

    public static Prober Anonymous(TestApp app) => new("anonymous", null, app.CreateClient(), null);

    /// <summary>Status, whereto, and text, without what differs from call to call or repeats what was asked.</summary>
    public async Task<Answer> AskAsync(string method, string address, string? body, params string[] asked)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (address.StartsWith("/api/", StringComparison.Ordinal))
        {
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        }
        else if (method != "GET")
        {
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", _token ?? "")]);
        }

        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ForgetToasts();
        var place = response.Headers.Location?.OriginalString ?? "";
        return new Answer(response.StatusCode, Even(place, asked), Even(text, asked), text);
    }

    public void Dispose()
    {
        _client.Dispose();
        _browser?.Dispose();
    }

    // A sentence about the last call would stand in the next answer.
    private void ForgetToasts()
    {
        foreach (var cookie in _browser?.Cookies.GetAllCookies().Where(cookie => cookie.Name.EndsWith("toasts", StringComparison.Ordinal)) ?? [])
        {
            cookie.Expired = true;
        }
    }

    private static string Even(string text, string[] asked) => Changing().Replace(
        asked.Aggregate(text, (even, word) => even.Replace(word, "ASKED", StringComparison.OrdinalIgnoreCase)), "…");

    [GeneratedRegex("""
        "timestamp":"[^"]*"|"requestId":"[^"]*"|\b[0-9a-f]{32}\b|CfDJ8[\w-]+|nonce="[^"]*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Changing();
}

/// <param name="Status">The HTTP status.</param>
/// <param name="Place">Where it redirects to.</param>
/// <param name="Text">Made even, for comparing.</param>
/// <param name="Raw">As it came, for searching.</param>
internal sealed record Answer(HttpStatusCode Status, string Place, string Text, string Raw)
{
    public bool IsLike(Answer other) => Status == other.Status && Place == other.Place && Text == other.Text;
}
