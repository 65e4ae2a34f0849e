using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Testing.Hosting;

namespace Financbase.Benchmarks.Measuring;

/// <summary>A database with one organization and its owner. What is measured runs as a process of its own.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TestOrganization _organization;
    private readonly TestPerson _owner;

    private Stage(TestApp app, TestOrganization organization, TestPerson owner, string key)
    {
        App = app;
        _organization = organization;
        _owner = owner;
        Key = key;
    }

    /// <summary>The product in this process, for setting the stage.</summary>
    public TestApp App { get; }

    public string Slug => _organization.Info.Identifier;

    /// <summary>An API key of the owner, who may do everything.</summary>
    // What is measured is the work, not the wait for a worker.
    private static readonly (string, string)[] ImportsAtOnce = [("Banking:LongImportLines", "1000000"), ("Banking:LongImportBytes", "100000000")];

    public string Key { get; }

    public static async Task<Stage> SetAsync()
    {
        var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var organization = await app.FoundAsync("harbor");
        var owner = await organization.AddMemberAsync("owner");
        return new Stage(app, organization, owner, await organization.IssueKeyAsync(owner));
    }

    /// <summary>The product as it is run: compiled for release, on this stage's database.</summary>
    public WebProcess Run(string roles, params (string Key, string Value)[] settings) => WebProcess.Start(
        App.Database, [("Process:Roles", roles), TestApp.MasterKey, ("Logging:LogLevel:Default", "Error"), .. ImportsAtOnce, .. settings]);

    /// <summary>Runs one of the product's verbs on this stage's database.</summary>
    /// <exception cref="InvalidOperationException">It failed, or found a fault.</exception>
    public async Task VerbAsync(params string[] words)
    {
        var (code, _, said) = await WebProcess.RunVerbAsync(
            words, ("ConnectionStrings:Financbase", App.Database.App), ("ConnectionStrings:FinancbaseSystem", App.Database.System),
            ("ConnectionStrings:FinancbaseOwner", App.Database.Owner), TestApp.MasterKey);
        if (code != 0)
            throw new InvalidOperationException($"{string.Join(' ', words)} ended with {code}: {said}");
    }

    public HttpClient Api(Uri address)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    /// <summary>A browser without scripts in which the owner is signed in.</summary>
    public async Task<HttpClient> BrowserAsync(Uri address)
    {
        using var browser = await TestBrowser.SignInAsync(App, _owner);
        var cookies = new CookieContainer();
        cookies.Add(browser.Cookies.GetAllCookies());
        return new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address };
    }

    public static async Task<string> OpenAccountAsync(HttpClient api, string name) =>
        (await DataAsync(await api.PostAsJsonAsync("/api/bank-accounts", new { name, currency = "EUR" }))).GetProperty("id").GetString()!;

    /// <summary>Imports a file; answers how many lines were new.</summary>
    public static async Task<int> ImportAsync(HttpClient api, string account, byte[] statement)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(statement), "file", "statement.csv" } };
        return (await DataAsync(await api.PostAsync($"/api/bank-accounts/{account}/statements", form))).GetProperty("imported").GetInt32();
    }

    public async Task<long> CountAsync(string sql) => Convert.ToInt64(await App.Database.ScalarAsync(sql), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public static async Task<JsonElement> DataAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return answer.IsSuccessStatusCode ? json.GetProperty("data") : throw new InvalidOperationException($"{(int)answer.StatusCode}: {json}");
        }
    }
}
