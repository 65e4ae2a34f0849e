using Financbase.Infrastructure.RateLimits;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Financbase.Web.Health;

/// <summary>The Redis that is named, if one is, answers. Without it each process counts requests by itself, so this alone takes none out of service.</summary>
internal sealed class RedisHealth(IRateLimits limits) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        limits is not SharedRateLimits shared || await shared.AnswersAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Redis does not answer.");
}
