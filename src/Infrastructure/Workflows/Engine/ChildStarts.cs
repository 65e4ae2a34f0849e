using System.Text.Json;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Quotas;
using Financbase.Infrastructure.Workflows.Starting;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Finds out about executions that steps are to start: which version runs, in which turn, and whether the quotas let it begin.</summary>
internal sealed class ChildStarts(DataSources dataSources, TurnRules turns, StartQuotas quotas)
{
    private const string VersionsSql =
        "SELECT id, published_version FROM workflows WHERE organization_id = $1 AND id = ANY ($2) AND status = 'published'";

    private static readonly string NotPublished = Failure(WorkflowsErrors.NotPublished);

    private static readonly string TooDeep = Failure(WorkflowsErrors.TooManyLevels);

    private static readonly string TooMany = Failure(new Error(
        WorkflowsErrors.QuotaReachedCode, "This organization has as many executions as it may.", ErrorKind.RateLimited));

    /// <summary>What the step of a child is told that its <c>concurrency</c> does not let begin.</summary>
    public static string Refusal(Error error) => Answer(SubWorkflowStep.Refused, error);

    /// <summary>What is admitted counts; what does not begin after all is given back.</summary>
    public async Task<IReadOnlyList<NewChild>> AskAsync(ClaimedExecution parent, IReadOnlyList<NewChild> children, CancellationToken ct)
    {
        var organization = parent.Lease.OrganizationId;
        var versions = await VersionsAsync(organization, [.. children.Select(child => child.Workflow.Value).Distinct()], ct);
        var asked = new List<NewChild>(children.Count);
        foreach (var child in children)
        {
            asked.Add(!versions.TryGetValue(child.Workflow.Value, out var version) ? child with { Refusal = NotPublished }
                : parent.Level + 1 >= Limits.ExecutionDepth ? child with { Refusal = TooDeep }
                : await AskAsync(organization, child with { Version = version }, ct));
        }

        return asked;
    }

    /// <summary>They were not booked.</summary>
    public void GiveBack(IEnumerable<NewChild> children, OrganizationId organization)
    {
        foreach (var _ in children.Where(child => child.Refusal is null))
        {
            quotas.GiveBack(organization);
        }
    }

    private async ValueTask<NewChild> AskAsync(OrganizationId organization, NewChild child, CancellationToken ct)
    {
        Turn? turn;
        try
        {
            turn = await turns.OfAsync(organization, child.Workflow, child.Version, new TriggerInput(child.Input), ct);
        }
        catch (DomainException mistake)
        {
            return child with { Refusal = Refusal(mistake.Error) };
        }
        catch (InvalidOperationException)
        {
            // This release cannot read that version, which its own execution tells.
            turn = null;
        }

        return await quotas.TakeAsync(organization, ct) is { } reached
            ? child with { Refused = reached, Refusal = TooMany }
            : child with { Turn = turn };
    }

    private async Task<Dictionary<Guid, int>> VersionsAsync(OrganizationId organization, Guid[] workflows, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(VersionsSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = workflows });
        await using var row = await command.ExecuteReaderAsync(ct);
        var versions = new Dictionary<Guid, int>();
        while (await row.ReadAsync(ct))
        {
            versions.Add(row.GetGuid(0), row.GetInt32(1));
        }

        return versions;
    }

    private static string Failure(Error error) => Answer("failed", error);

    private static string Answer(string status, Error error) =>
        JsonSerializer.Serialize(new { status, error = new { error.Code, error.Message } }, WireJson.Options);
}
