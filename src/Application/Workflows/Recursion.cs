using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Application.Workflows;

/// <summary>
/// Whether a workflow would start itself, by itself or by others that its steps run as they are published now, or one that
/// its publisher may not start.
/// </summary>
internal sealed class Recursion(IRepository<Workflow> workflows, IWorkflowReads reads, WorkflowLanguage language, ICurrentPrincipal principal)
{
    /// <summary>Workflows that are looked at; what lies behind more of them is left to the bound of the engine.</summary>
    private const int Most = 100;

    /// <summary>What stands against publishing, or null.</summary>
    public async Task<Error?> RefuseAsync(WorkflowId workflow, WorkflowDefinition definition, CancellationToken ct)
    {
        var seen = new HashSet<WorkflowId>();
        foreach (var (index, step) in definition.Steps.Index())
        {
            if (step.Compiled is not SubWorkflowStep sub)
                continue;
            if (!principal.Current.Rights.Decide(Permissions.Workflows.Execute, IOnWorkflow.Of(sub.Workflow)).IsAllowed())
                return Refusal(index, $"Who publishes “{step.Key}” needs the permission “{Permissions.Workflows.Execute}” for the workflow that it starts.");
            if (await LeadsToAsync(workflow, sub.Workflow, seen, ct))
                return Refusal(index, $"“{step.Key}” would start this workflow again and again, by itself or by others.");
        }

        return null;
    }

    private static Error Refusal(int step, string why) =>
        WorkflowsErrors.NotPublishable(new Dictionary<string, string[]> { [$"steps[{step}].config.workflow"] = [why] });

    private async Task<bool> LeadsToAsync(WorkflowId workflow, WorkflowId from, HashSet<WorkflowId> seen, CancellationToken ct)
    {
        if (from == workflow)
            return true;
        if (seen.Count >= Most || !seen.Add(from))
            return false;
        foreach (var next in await RunByAsync(from, ct))
        {
            if (await LeadsToAsync(workflow, next, seen, ct))
                return true;
        }

        return false;
    }

    private async Task<IEnumerable<WorkflowId>> RunByAsync(WorkflowId id, CancellationToken ct) =>
        (await workflows.FindAsync(id, ct))?.PublishedVersion is { } number && await reads.VersionAsync(id, number, ct) is { } version
            ? WorkflowDefinition.Parse(version.Definition.GetRawText(), language).Definition?.Steps.Select(step => step.Compiled).OfType<SubWorkflowStep>().Select(sub => sub.Workflow) ?? []
            : [];
}
