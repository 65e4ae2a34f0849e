using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Makes the draft the version that runs from now on; executions under way keep theirs.</summary>
[RequirePermission(Permissions.Workflows.Publish)]
[Audited("workflow.publish", "Published a workflow")]
public sealed record PublishWorkflow(WorkflowId Id) : ICommand<WorkflowDetail>, IOnWorkflow;

internal sealed class PublishWorkflowHandler(
    IRepository<Workflow> workflows,
    IRepository<WorkflowVersion> versions,
    ICurrentPrincipal principal,
    DraftLanguage draftLanguage,
    Recursion recursion,
    IScheduleBook schedules,
    WorkflowViews views,
    TimeProvider clock) : IHandler<PublishWorkflow, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(PublishWorkflow request, CancellationToken cancellationToken)
    {
        var workflow = await workflows.FindAsync(request.Id, cancellationToken);
        if (workflow is null)
            return Error.NotFound("workflow");
        var language = await draftLanguage.ReadAsync(cancellationToken);
        var definition = Drafts.Publishable(workflow.Draft, language);
        if (!definition.IsSuccess)
            return definition.Error;
        if (await recursion.RefuseAsync(request.Id, definition.Value, cancellationToken) is { } refusal)
            return refusal;
        versions.Add(workflow.Publish(definition.Value, principal.Current.UserId, clock.GetUtcNow(), principal.Current.Rights));
        await schedules.FollowAsync(workflow, cancellationToken);
        return views.Of(workflow, language);
    }
}
