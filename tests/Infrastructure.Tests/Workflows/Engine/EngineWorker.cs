using Financbase.Application;
using Financbase.Testing.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>A worker process's loops in this process; several may run on one database.</summary>
internal sealed class EngineWorker : IAsyncDisposable
{
    /// <summary>One key for all processes of a scene, as in an installation.</summary>
    public const string EncryptionKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private readonly IHost _host;

    private EngineWorker(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public static async Task<EngineWorker> StartAsync(TestDatabase database, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Financbase"] = database.App,
            ["ConnectionStrings:FinancbaseSystem"] = database.System,
            ["ConnectionStrings:FinancbaseOwner"] = database.Owner,
            ["Encryption:Key"] = EncryptionKey,
            ["Egress:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Workflows:Heartbeat"] = "00:00:00.200",
            ["Workflows:StaleAfter"] = "00:00:01",
            ["Workflows:Drain"] = "00:00:01",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddWorker();
        var host = builder.Build();
        await host.StartAsync();
        return new EngineWorker(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
