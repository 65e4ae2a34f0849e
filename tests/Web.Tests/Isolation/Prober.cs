using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Financbase.Domain.Access;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Isolation;

/// <summary>Somebody who calls addresses: a person with a session, a program with a key, or a stranger.</summary>
internal sealed partial class Prober : IDisposable
{
    private readonly HttpClient _client;
    private readonly TestBrowser? _browser;
    private string? _token;

    private Prober(string name, HttpClient client, TestBrowser? browser) => (Name, _client, _browser) = (name, client, browser);

    public string Name { get; }

    /// <summary>The built-in role in the first organization; null for those who have none, or something beside it.</summary>
    public string? Role { get; private init; }

    /// <summary>What is held in the organization; null for those whom nothing is open to.</summary>
    public IReadOnlySet<string>? Held { get; init; }

    /// <summary>How addresses answer that are not open to them.</summary>
    public HttpStatusCode Refusal { get; init; } = HttpStatusCode.Forbidden;

    /// <summary>The organization below which pages are asked for.</summary>
    public string Slug { get; init; } = "ours";

    /// <summary>Holds rights in an organization that is suspended.</summary>
    public bool IsSuspended { get; init; }

    public bool IsPerson { get; private init; }

    /// <summary>Sends forms without the token of the page that they belong to.</summary>
    public bool IsForger { get; private init; }

    public bool MayCall(Target target) => Held is not null
        && (!IsSuspended || target.IsOpenWhenClosed)
        && (!IsForger || target.Method == "GET")
        && (target.Sent.Length == 0 || target.Sent.Split(' ').Any(Held.Contains))
        && (target.Permission is not { } permission || (Held.Contains(permission) && (IsPerson || PermissionCatalogue.ForApiKeys.Contains(permission))));

    /// <summary>A member with a built-in role.</summary>
    public static async Task<Prober> PersonAsync(TestApp app, string role, TestPerson person) =>
        await PersonAsync(app, person, browser => new($"{role} in a browser", Client(app, browser), browser)
        {
            Role = role,
            Held = Domain.Access.Role.Find(role)!.Permissions,
            IsPerson = true,
        });

    /// <summary>Somebody else who has signed in.</summary>
    public static async Task<Prober> PersonAsync(
        TestApp app, string name, TestPerson person, HttpStatusCode refusal, IReadOnlySet<string>? held = null, string slug = "ours", bool isSuspended = false) =>
        await PersonAsync(app, person, browser => new($"{name} in a browser", Client(app, browser), browser)
        {
            Refusal = refusal,
            Held = held,
            Slug = slug,
            IsSuspended = isSuspended,
            IsPerson = true,
        });

    /// <summary>A member's browser in which another site's page sends its forms to this one.</summary>
    public static async Task<Prober> ForgerAsync(TestApp app, string name, TestPerson person)
    {
        var browser = await TestBrowser.SignInAsync(app, person);
        return new(name, Client(app, browser), browser) { Refusal = HttpStatusCode.BadRequest, Held = Domain.Access.Role.Owner.Permissions, IsPerson = true, IsForger = true };
    }

    /// <summary>A browser that goes on showing the cookies which it has now, whatever it is answered.</summary>
    public static async Task<Prober> StubbornAsync(TestApp app, string name, TestPerson person)
    {
        using var browser = await TestBrowser.SignInAsync(app, person);
        var token = await browser.TokenAsync("/account/sign-out");
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Add("Cookie", browser.Cookies.GetCookieHeader(app.Address));
        return new(name, client, null) { Refusal = HttpStatusCode.Redirect, IsPerson = true, _token = token };
    }

    /// <summary>The key of a member with a built-in role.</summary>
    public static Prober Program(TestApp app, string role, string key) =>
        new($"{role}'s key", app.CreateApiClient(key), null) { Role = role, Held = Domain.Access.Role.Find(role)!.Permissions };

    public static Prober Program(
        TestApp app, string name, string key, HttpStatusCode refusal, IReadOnlySet<string>? held = null, bool isSuspended = false) =>
        new(name, app.CreateApiClient(key), null) { Refusal = refusal, Held = held, IsSuspended = isSuspended };

    public static Prober Anonymous(TestApp app, bool isPerson = false) => new(isPerson ? "anonymous in a browser" : "anonymous", app.CreateClient(), null)
    {
        Refusal = isPerson ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized,
        IsPerson = isPerson,
    };

    /// <summary>Status, whereto, and text, without what differs from call to call or repeats what was asked.</summary>
    public async Task<Answer> AskAsync(Call call, params string[] asked)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Address);
        if (call.IsFile)
        {
            request.Content = new MultipartFormDataContent("statement")
            {
                { new ByteArrayContent("Date,Description,Amount\n2026-06-09,Probed lunch,-12.50\n"u8.ToArray()), "file", "june.csv" },
            };
        }
        else if (call.IsApi)
        {
            request.Content = call.Body is null ? null : new StringContent(call.Body, Encoding.UTF8, "application/json");
        }
        else if (call.Method != "GET")
        {
            request.Content = new FormUrlEncodedContent([.. call.Fields, KeyValuePair.Create("__RequestVerificationToken", _token ?? "")]);
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

    private static async Task<Prober> PersonAsync(TestApp app, TestPerson person, Func<TestBrowser, Prober> make)
    {
        var browser = await TestBrowser.SignInAsync(app, person);
        var prober = make(browser);
        prober._token = await browser.TokenAsync("/account/sign-out");
        return prober;
    }

    private static HttpClient Client(TestApp app, TestBrowser browser) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = browser.Cookies }) { BaseAddress = app.Address };

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

/// <summary>One request.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Address">From the root on.</param>
/// <param name="Body">JSON, for the API.</param>
/// <param name="Fields">Of a form.</param>
internal sealed record Call(string Method, string Address, string? Body, params KeyValuePair<string, string>[] Fields)
{
    public bool IsApi => Address.StartsWith("/api/", StringComparison.Ordinal);

    public bool IsFile => IsApi && Method == "POST" && Address.EndsWith("/statements", StringComparison.Ordinal);

    /// <summary>All that the caller says, for finding it again in an answer.</summary>
    public string Said => string.Join(' ', [Address, Body ?? "", .. Fields.Select(sent => sent.Value)]);
}

/// <param name="Status">The HTTP status.</param>
/// <param name="Place">Where it redirects to.</param>
/// <param name="Text">Made even, for comparing.</param>
/// <param name="Raw">As it came, for searching.</param>
internal sealed record Answer(HttpStatusCode Status, string Place, string Text, string Raw)
{
    public bool IsLike(Answer other) => Status == other.Status && Place == other.Place && Text == other.Text;
}
