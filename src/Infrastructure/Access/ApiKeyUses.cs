using System.Threading.Channels;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>Writes when keys were used last: behind the requests, and for each key at most once a minute.</summary>
public sealed partial class ApiKeyUses(DataSources dataSources, TimeProvider clock, ILogger<ApiKeyUses> logger) : BackgroundService
{
    private const int MostRemembered = 10_000;

    private readonly OncePerMinute<ApiKeyId> _noted = new(clock, MostRemembered);
    private readonly Channel<(ApiKeyCredential Key, DateTimeOffset At)> _waiting = Channel.CreateBounded<(ApiKeyCredential, DateTimeOffset)>(
        new BoundedChannelOptions(MostRemembered) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Note(ApiKeyCredential key)
    {
        if (_noted.IsDue(key.Id, out var now))
            _waiting.Writer.TryWrite((key, now));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (key, at) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(key, at, stoppingToken);
            }
            catch (NpgsqlException lost)
            {
                // The next use after a minute writes again.
                NotWritten(lost.Message);
            }
        }
    }

    private async Task WriteAsync(ApiKeyCredential key, DateTimeOffset at, CancellationToken ct)
    {
        await using var batch = dataSources.App.CreateBatch();
        batch.BatchCommands.Add(new("SELECT set_config('app.organization_id', $1, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = key.OrganizationId.Value.ToString() } },
        });
        batch.BatchCommands.Add(new("UPDATE api_keys SET last_used_at = GREATEST(last_used_at, $3) WHERE organization_id = $1 AND id = $2")
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = key.OrganizationId.Value },
                new NpgsqlParameter<Guid> { TypedValue = key.Id.Value },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = at },
            },
        });
        await batch.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "The use of an API key was not written ({Reason})")]
    private partial void NotWritten(string reason);
}
