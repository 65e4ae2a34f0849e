using Financbase.Infrastructure.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Financbase.Web.Health;

/// <summary>What runs by the clock does run. When it does not, requests are still served, so this alone takes no process out of service.</summary>
internal sealed class JobHealth(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await ActivatorUtilities.CreateInstance<JobPulse>(services).IsLostAsync(cancellationToken)
            ? HealthCheckResult.Degraded("No recurring job has run for minutes.")
            : HealthCheckResult.Healthy();
}
