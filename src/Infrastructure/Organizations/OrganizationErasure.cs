using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Jobs;
using Hangfire;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Organizations;

/// <summary>
/// Erases what organizations hold that were closed for 30 days: first their keys, so that what was sealed is lost even in
/// a copy that is deleted later, then their rows, in small steps. Broken off anywhere, it goes on where it was; any number
/// of workers may do it at once.
/// </summary>
[PlatformJob]
public sealed partial class OrganizationErasure(DataSources dataSources, ILogger<OrganizationErasure> logger)
{
    private const int StepRows = 5_000;

    [JobDisplayName("Erase closed organizations")]
    public async Task EraseDueAsync(CancellationToken ct)
    {
        var failures = new List<Exception>();
        foreach (var organization in await BeginAsync(ct))
        {
            try
            {
                await EraseAsync(organization, ct);
            }
            catch (NpgsqlException failed) when (!ct.IsCancellationRequested)
            {
                // One that cannot be erased must not keep the others.
                failures.Add(failed);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException("Some organizations could not be erased; the next run tries again.", failures);
    }

    private async Task EraseAsync(Guid organization, CancellationToken ct)
    {
        var rows = 0L;
        for (long step; (step = await StepAsync(organization, ct)) > 0;)
            rows += step;
        Erased(organization, rows);
    }

    private async Task<IReadOnlyList<Guid>> BeginAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("SELECT begin_organization_erasures()");
        await using var row = await command.ExecuteReaderAsync(ct);
        var organizations = new List<Guid>();
        while (await row.ReadAsync(ct))
            organizations.Add(row.GetGuid(0));
        return organizations;
    }

    private async Task<long> StepAsync(Guid organization, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("SELECT erase_organization_rows($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = StepRows });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    [LoggerMessage(LogLevel.Information, "Organization {OrganizationId} is erased, {Rows} rows of it now")]
    private partial void Erased(Guid organizationId, long rows);
}
