using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>Starts nothing until it is resumed; what runs goes on.</summary>
[RequirePermission(Permissions.Workflows.Publish)]
[Audited("workflow.pause", "Paused a workflow")]
public sealed record PauseWorkflow(WorkflowId Id) : ICommand<WorkflowDetail>, IOnWorkflow;

internal sealed class PauseWorkflowHandler(IRepository<Workflow> workflows, WorkflowLanguage language, IScheduleBook schedules, WorkflowViews views, TimeProvider clock)
    : IHandler<PauseWorkflow, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(PauseWorkflow request, CancellationToken cancellationToken)
    {
        var workflow = await workflows.FindAsync(request.Id, cancellationToken);
        if (workflow is null)
            return Error.NotFound("workflow");
        workflow.Pause(clock.GetUtcNow());
        await schedules.FollowAsync(workflow, cancellationToken);
        return views.Of(workflow, language);
    }
}
