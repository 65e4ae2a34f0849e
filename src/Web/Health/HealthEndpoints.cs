using Financbase.Infrastructure.RateLimits;
using Financbase.Web.Composition;
using Financbase.Web.RateLimits;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Financbase.Web.Health;

/// <summary>
/// <c>/health/live</c> depends on nothing: restarting the process would not mend a database. <c>/health/ready</c> asks what
/// a request needs, <c>/health/startup</c> whether serving may begin. Nobody else's service decides any of them.
/// </summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";
    private const string Startup = "startup";

    public static void AddHealth(this IServiceCollection services, IConfiguration configuration, ProcessRoles roles)
    {
        var checks = services.AddHealthChecks();
        Add<StartedHealth>(checks, "started", Startup);
        Add<DatabaseHealth>(checks, "database", Ready);
        Add<MigrationHealth>(checks, "migrations", Ready, Startup);
        Add<KeyRingHealth>(checks, "keyRing", Ready);
        Add<JobHealth>(checks, "jobs", HealthStatus.Degraded, Ready);
        if (configuration.GetConnectionString(RateLimitSetup.Redis) is { Length: > 0 })
            Add<RedisHealth>(checks, "redis", HealthStatus.Degraded, Ready);
        if (roles.IsWorker)
            Add<OwnWorkerHealth>(checks, "worker", Ready);
        else
            Add<AnyWorkerHealth>(checks, "worker", HealthStatus.Degraded, Ready);
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        Map(app, "/health/live", _ => false);
        Map(app, "/health/ready", check => check.Tags.Contains(Ready));
        Map(app, "/health/startup", check => check.Tags.Contains(Startup));
    }

    private static void Add<TCheck>(IHealthChecksBuilder checks, string name, params string[] tags) where TCheck : class, IHealthCheck =>
        Add<TCheck>(checks, name, HealthStatus.Unhealthy, tags);

    private static void Add<TCheck>(IHealthChecksBuilder checks, string name, HealthStatus failure, params string[] tags)
        where TCheck : class, IHealthCheck => checks.Add(new HealthCheckRegistration(
            name, services => new BoundedCheck(ActivatorUtilities.GetServiceOrCreateInstance<TCheck>(services)), failure, tags));

    private static void Map(IEndpointRouteBuilder app, string path, Func<HealthCheckRegistration, bool> chosen) =>
        app.MapHealthChecks(path, new HealthCheckOptions { Predicate = chosen, ResponseWriter = WriteAsync })
            .AllowAnonymous().Costs(RequestCost.Free);

    // Everybody may ask, so it names what fails and not why; the reason is in the log.
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        Status = Word(report.Status),
        Checks = report.Entries.ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status)),
    });

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
