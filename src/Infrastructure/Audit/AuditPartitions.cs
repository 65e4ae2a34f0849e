using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Audit;

/// <summary>Makes the log's partitions for the next two years before a process serves; the engine’s housekeeping goes on with it.</summary>
internal sealed class AuditPartitions(DataSources dataSources) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSources.System.CreateCommand("SELECT prepare_audit_partitions()");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
