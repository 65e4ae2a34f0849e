using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Financbase.Web.Health;

/// <summary>For a process that works: its own loops tell the database that they live.</summary>
internal sealed class OwnWorkerHealth(WorkerPulse pulse) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(pulse.IsFresh ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The worker has stopped telling that it lives."));
}

/// <summary>
/// For a process that only serves: some worker lives. When none does, pages still work and what they start waits in the
/// database, so this alone does not take the process out of service.
/// </summary>
internal sealed class AnyWorkerHealth(DataSources dataSources, EngineOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var command = dataSources.App.CreateCommand("SELECT EXISTS (SELECT FROM workers WHERE seen_at > app_now() - $1)");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.StaleAfter });
        return await command.ExecuteScalarAsync(cancellationToken) is true
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("No worker is running: workflows and events wait.");
    }
}
