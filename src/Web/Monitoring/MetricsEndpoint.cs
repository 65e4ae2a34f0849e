using Financbase.Application.Access;
using Financbase.Web.RateLimits;

namespace Financbase.Web.Monitoring;

/// <summary><c>/metrics</c> for Prometheus, behind <see cref="MetricsDoor"/>.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void MapMetrics(this IEndpointRouteBuilder app) => app
        .MapPrometheusScrapingEndpoint(Path, meterProvider: null, branch => branch.UseMiddleware<MetricsDoor>(), optionsName: null)
        .WithMetadata(new AnonymousAttribute()).Costs(RequestCost.Free);
}
