using Financbase.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>The engine for a verb that needs one: where no process works, this one does until the verb is done.</summary>
public sealed class LocalEngine(DataSources dataSources, EngineOptions options, IServiceProvider services)
{
    /// <summary>Null when a worker lives.</summary>
    /// <exception cref="InvalidOperationException">None lives, and this process may not work: <c>Process:Roles</c>.</exception>
    public async Task<IAsyncDisposable?> StartIfNoneLivesAsync(CancellationToken ct)
    {
        await using (var look = dataSources.System.CreateCommand("SELECT EXISTS (SELECT FROM workers WHERE seen_at > app_now() - $1)"))
        {
            look.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.StaleAfter });
            if (await look.ExecuteScalarAsync(ct) is true)
                return null;
        }

        var worker = services.GetServices<IHostedService>().OfType<WorkflowWorker>().SingleOrDefault()
            ?? throw new InvalidOperationException("No worker lives, and Process__Roles keeps this process from being one.");
        await worker.StartAsync(ct);
        return new Running(worker);
    }

    private sealed class Running(WorkflowWorker worker) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(worker.StopAsync(CancellationToken.None));
    }
}
