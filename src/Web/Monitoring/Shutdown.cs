using Financbase.Infrastructure.Workflows.Engine;

namespace Financbase.Web.Monitoring;

/// <summary>
/// At SIGTERM no new request is taken, those under way may end, and the worker hands back what it holds: both at the
/// same time, so that neither has to wait for the other.
/// </summary>
internal static class Shutdown
{
    private static readonly TimeSpan AfterDraining = TimeSpan.FromSeconds(10);

    public static void AddShutdown(this IServiceCollection services) => services
        .AddOptions<HostOptions>()
        .Configure<EngineOptions>((host, engine) =>
        {
            host.ServicesStopConcurrently = true;
            host.ShutdownTimeout = engine.Drain + AfterDraining;
        });
}
