using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Financbase.Web.Health;

/// <summary>Serving from a database of an older shape would fail page by page; it is better not to begin.</summary>
internal sealed class MigrationHealth(MigrationState migrations) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var pending = await migrations.PendingAsync(cancellationToken);
        return pending.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Migrations are missing: {string.Join(", ", pending)}.");
    }
}
