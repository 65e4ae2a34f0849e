using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Plans;

/// <summary>Compiled versions. A version never changes, so what is cached is never stale.</summary>
internal sealed class PlanCache(DataSources dataSources, WorkflowLanguage language) : IDisposable
{
    private readonly MemoryCache _plans = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    /// <exception cref="InvalidOperationException">There is no such version, or this release cannot read it.</exception>
    public ValueTask<WorkflowPlan> GetAsync(
        OrganizationId organization, WorkflowId workflow, int version, CancellationToken ct) =>
        _plans.TryGetValue((organization, workflow, version), out WorkflowPlan? plan)
            ? ValueTask.FromResult(plan!)
            : LoadAsync(organization, workflow, version, ct);

    public void Dispose() => _plans.Dispose();

    private async ValueTask<WorkflowPlan> LoadAsync(
        OrganizationId organization, WorkflowId workflow, int version, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(
            "SELECT definition::text FROM workflow_versions WHERE organization_id = $1 AND workflow_id = $2 AND number = $3");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = workflow.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        var json = (string?)await command.ExecuteScalarAsync(ct)
            ?? throw new InvalidOperationException($"Workflow {workflow} has no version {version}.");
        var parsed = WorkflowDefinition.Parse(json, language);
        var definition = parsed.Definition ?? throw new InvalidOperationException(
            $"Version {version} of workflow {workflow} cannot be read: {parsed.Problems[0].Message}");
        return _plans.Set((organization, workflow, version), WorkflowPlan.Of(definition), new MemoryCacheEntryOptions { Size = 1 });
    }
}
