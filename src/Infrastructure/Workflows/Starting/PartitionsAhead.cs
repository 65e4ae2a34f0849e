using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Makes the partitions of the weeks ahead before a process serves: after a long standstill the first start would meet
/// none, and the worker that makes them may come up later.
/// </summary>
internal sealed class PartitionsAhead(DataSources dataSources) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSources.System.CreateCommand("SELECT prepare_workflow_partitions()");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
