using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>Refuses to start when a connection string logs in as the wrong role or as one that walls don't stop.</summary>
internal sealed class DatabaseRolesCheck(DataSources dataSources, DatabaseOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await CheckAsync(dataSources.App, "Financbase", DatabaseOptions.AppRole, cancellationToken);
        await CheckAsync(dataSources.System, "FinancbaseSystem", DatabaseOptions.SystemRole, cancellationToken);
        if (options.Jobs != options.System)
        {
            // For one question it need not learn which types there are.
            var door = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(options.Jobs) { Pooling = false }.ConnectionString);
            await using var jobs = door.ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
            await CheckAsync(jobs, "FinancbaseJobs", DatabaseOptions.JobsRole, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task CheckAsync(NpgsqlDataSource source, string name, string role, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user");
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (row.GetString(0) != role || row.GetBoolean(1))
        {
            throw new InvalidOperationException(
                $"ConnectionStrings__{name} must log in as {role}, a role without SUPERUSER and BYPASSRLS.");
        }
    }
}
