using Financbase.Testing.Database;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Financbase.Testing.Hosting;

/// <summary>The real product on a real database and a real loopback port, in this process.</summary>
public sealed class TestApp : IAsyncDisposable
{
    /// <summary>The master key of every test installation: processes on one database must share it.</summary>
    public static readonly (string Key, string Value) MasterKey = ("Encryption:Key", Convert.ToBase64String(new byte[32]));

    /// <summary>Tests ask more in a minute than people do; those of the limits set their own.</summary>
    internal static readonly (string Key, string Value)[] Unlimited =
    [
        ("RateLimits:Anonymous:Requests", "0"), ("RateLimits:User:Requests", "0"),
        ("RateLimits:ApiKey:Requests", "0"), ("RateLimits:Organization:Requests", "0"), ("RateLimits:Hook:Requests", "0"),
    ];

    /// <summary>What is secret in a test guards nothing, so that hashing it need not be slow; see <see cref="SlowHashing"/>.</summary>
    private const int HashingRounds = 100;

    private readonly Host _host;

    private readonly bool _ownsDatabase;

    private TestApp(TestDatabase database, Host host, bool ownsDatabase)
    {
        Database = database;
        _host = host;
        _ownsDatabase = ownsDatabase;
    }

    public TestDatabase Database { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:41234</c>.</summary>
    public Uri Address => _host.ClientOptions.BaseAddress;

    /// <param name="settings">Configuration beside the connection strings, e.g. <c>("Process:Roles", "web")</c>.</param>
    public static Task<TestApp> StartAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    /// <param name="services">Adds to or replaces the product's services: the seam by which a test removes one wall.</param>
    /// <param name="settings">Configuration beside the connection strings.</param>
    public static async Task<TestApp> StartAsync(
        Action<IServiceCollection> services, params (string Key, string Value)[] settings)
    {
        return Start(await TestDatabase.CreateAsync(), ownsDatabase: true, services, settings);
    }

    /// <summary>For <see cref="StartAsync(Action{IServiceCollection}, ValueTuple{string, string}[])"/>: passwords are hashed as slowly as in the product.</summary>
    public static void SlowHashing(IServiceCollection services) => services.RemoveAll<IPostConfigureOptions<PasswordHasherOptions>>();

    /// <summary>A second instance of the product on the same database, with caches and connections of its own.</summary>
    public TestApp StartAnother(params (string Key, string Value)[] settings) =>
        StartAnother(_ => { }, settings);

    /// <inheritdoc cref="StartAnother(ValueTuple{string, string}[])"/>
    public TestApp StartAnother(Action<IServiceCollection> services, params (string Key, string Value)[] settings) =>
        Start(Database, ownsDatabase: false, services, settings);

    private static TestApp Start(
        TestDatabase database, bool ownsDatabase, Action<IServiceCollection> services, (string Key, string Value)[] settings)
    {
        var host = new Host(database, services, settings);
        host.UseKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        host.StartServer();
        return new TestApp(database, host, ownsDatabase);
    }

    /// <summary>A client with a cookie jar of its own that follows no redirects.</summary>
    public HttpClient CreateClient() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public AsyncServiceScope CreateScope() => Services.CreateAsyncScope();

    /// <summary>A new organization with one member for each role asked for.</summary>
    public Task<TestOrganization> FoundAsync(string slug, string currency = "EUR") =>
        TestOrganization.FoundAsync(this, slug, currency);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (!_ownsDatabase)
            return;
        await Database.DisposeAsync();
        if (Directory.Exists(FilesOf(Database)))
            Directory.Delete(FilesOf(Database), recursive: true);
    }

    private static string FilesOf(TestDatabase database) => Path.Combine(Path.GetTempPath(), "financbase-tests", database.Name);

    private sealed class Host(
        TestDatabase database, Action<IServiceCollection> services, (string Key, string Value)[] settings)
        : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Financbase", database.App);
            builder.UseSetting("ConnectionStrings:FinancbaseSystem", database.System);
            builder.UseSetting("ConnectionStrings:FinancbaseOwner", database.Owner);
            builder.UseSetting("ConnectionStrings:FinancbaseJobs", database.Jobs);
            builder.UseSetting(MasterKey.Key, MasterKey.Value);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            if (!settings.Any(setting => setting.Key.StartsWith("Files:", StringComparison.Ordinal)))
                builder.UseSetting("Files:Folder", FilesOf(database));
            foreach (var (key, value) in Unlimited)
            {
                builder.UseSetting(key, value);
            }

            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureServices(all => all.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = HashingRounds));
            builder.ConfigureServices(services);
        }
    }
}
