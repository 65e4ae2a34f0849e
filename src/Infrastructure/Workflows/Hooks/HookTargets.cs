using Financbase.Application.Workflows;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Plans;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Hooks;

/// <summary>Where the addresses of webhook triggers lead, remembered for a second: so long a pause may take to count.</summary>
internal sealed class HookTargets(DataSources dataSources, PlanCache plans) : IDisposable
{
    private const string Sql = """
        SELECT w.organization_id, w.id, w.published_version
        FROM workflows w JOIN organizations o ON o.id = w.organization_id
        WHERE w.hook_hash = $1 AND w.status = 'published' AND o.state = 'active'
        """;

    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(1);

    private readonly MemoryCache _targets = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public ValueTask<HookTarget?> FindAsync(HookToken token, CancellationToken ct)
    {
        var key = (Convert.ToBase64String(token.Hash), token.Number);
        return _targets.TryGetValue(key, out HookTarget? known) ? ValueTask.FromResult(known) : LookAsync(key, token, ct);
    }

    public void Dispose() => _targets.Dispose();

    private async ValueTask<HookTarget?> LookAsync(object key, HookToken token, CancellationToken ct)
    {
        var found = await ReadAsync(token.Hash, ct) is { } published ? await TargetAsync(published, token.Number, ct) : null;
        return _targets.Set(key, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Keep });
    }

    private async Task<HookTarget?> TargetAsync((OrganizationId Organization, WorkflowId Workflow, int Version) published, int number, CancellationToken ct)
    {
        var plan = await plans.GetAsync(published.Organization, published.Workflow, published.Version, ct);
        return plan.Triggers.OfType<WebhookTrigger>().ElementAtOrDefault(number - 1) is { } trigger
            ? new HookTarget(published.Organization, published.Workflow, published.Version, trigger, number, plan.Steps.Any(step => step.Type == HookCalls.RespondType))
            : null;
    }

    private async Task<(OrganizationId, WorkflowId, int)?> ReadAsync(byte[] hash, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (new OrganizationId(row.GetGuid(0)), new WorkflowId(row.GetGuid(1)), row.GetInt32(2)) : null;
    }
}
