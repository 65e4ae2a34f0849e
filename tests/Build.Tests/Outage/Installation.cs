using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Build.Postgres;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Npgsql;

namespace Financbase.Build.Tests.Outage;

/// <summary>What <c>up</c> makes: a private cluster with its own roles, migrated and seeded by verbs, and the web process.</summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string Iban = "DE89370400440532013000";
    private const UnixFileMode Passable = (UnixFileMode)0b111_101_101;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _opened = [];

    private Installation()
    {
    }

    public Cluster Cluster { get; private set; } = null!;

    public HttpSink Sink { get; private set; } = null!;

    public HttpClient Api { get; private set; } = null!;

    public Uri Address => Api.BaseAddress!;

    public static async Task<Installation> StartAsync()
    {
        var installation = new Installation();
        try
        {
            await installation.OpenAsync();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    public async Task<string> OpenAccountAsync() =>
        await PostAsync("/api/bank-accounts", new { name = "Operating account", currency = "EUR", iban = Iban });

    /// <summary>A published workflow that calls the sink for each bank line.</summary>
    public async Task CallOutForEachLineAsync()
    {
        var workflow = await PostAsync("/api/workflows", new
        {
            name = "Tell the sink",
            trigger = new { type = "event", @event = "bank_transaction.created" },
            steps = new[] { new { key = "tell", type = "httpRequest", config = new { method = "POST", url = Sink.Address } } },
        });
        using var published = await Api.PostAsync($"/api/workflows/{workflow}/publish", null);
        published.IsSuccessStatusCode.ShouldBeTrue(await published.Content.ReadAsStringAsync());
    }

    /// <summary>Until the answer is disposed of, the database is silent.</summary>
    public FrozenServer FreezeDatabase() => FrozenServer.At(Path.Combine(_folder.Path, "data", "postgres", "data"));

    /// <summary>Counts past every wall.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Cluster.SuperuserConnection) { Database = "financbase", Pooling = false });
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task UntilAsync(string sql, long wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await CountAsync(sql) is var seen && seen != wanted)
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, $"{seen} instead of {wanted}: {sql}");
            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        for (var last = _opened.Count - 1; last >= 0; last--)
            await _opened[last].DisposeAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync()
    {
        File.SetUnixFileMode(_folder.Path, Passable);
        var data = DataFolder.Open(Path.Combine(_folder.Path, "data"));
        var database = Keep(await Postgres.Database.OpenAsync(data, CancellationToken.None));
        Cluster = Postgres.Database.PrivateCluster(data);
        await Cluster.StartAsync(CancellationToken.None);
        Sink = Keep(await HttpSink.StartAsync());
        (string, string)[] settings =
        [
            .. database.Settings.Select(setting => (setting.Key, setting.Value!)),
            ("Encryption:KeyFile", data.MasterKey),
            ("Demo:Password", TestPerson.Password),
            ("Egress:AllowedNetworks:0", "127.0.0.0/8"),
        ];

        await VerbAsync(settings, "migrate");
        await VerbAsync(settings, "seed", "demo");
        var key = await VerbAsync(settings, "api-key", "create", "--organization", "other", "--name", "load");
        var process = Keep(WebProcess.Start(settings));
        Api = new HttpClient { BaseAddress = await process.AddressAsync(), Timeout = TimeSpan.FromSeconds(30) };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
    }

    private T Keep<T>(T opened) where T : IAsyncDisposable
    {
        _opened.Add(opened);
        return opened;
    }

    private static async Task<string> VerbAsync((string, string)[] settings, params string[] words)
    {
        var (code, result, progress) = await WebProcess.RunVerbAsync(words, settings);
        code.ShouldBe(0, progress);
        return result;
    }

    private async Task<string> PostAsync(string address, object body)
    {
        using var answer = await Api.PostAsJsonAsync(address, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("id").GetString()!;
    }
}
