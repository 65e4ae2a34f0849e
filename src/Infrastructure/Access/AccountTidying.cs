using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>Forgets secrets that no longer open anything and counts that no longer bind. May run in several processes.</summary>
internal sealed partial class AccountTidying(DataSources dataSources, ILogger<AccountTidying> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task TidyAsync(CancellationToken ct)
    {
        await using var batch = dataSources.System.CreateBatch();
        batch.BatchCommands.Add(new("DELETE FROM account_tokens WHERE expires_at < app_now() - interval '1 day'"));
        batch.BatchCommands.Add(new("DELETE FROM mail_allowances WHERE ends_at < app_now()"));
        await batch.ExecuteNonQueryAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TidyAsync(stoppingToken);
            }
            catch (NpgsqlException lost)
            {
                Postponed(lost.Message);
            }

            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old account tokens stay for now: {Reason}")]
    private partial void Postponed(string reason);
}
