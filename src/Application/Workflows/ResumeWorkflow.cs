using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>Lets a paused workflow start again.</summary>
[RequirePermission(Permissions.Workflows.Publish)]
[Audited("workflow.resume", "Resumed a workflow")]
public sealed record ResumeWorkflow(WorkflowId Id) : ICommand<WorkflowDetail>, IOnWorkflow;

internal sealed class ResumeWorkflowHandler(IRepository<Workflow> workflows, WorkflowLanguage language, IScheduleBook schedules, WorkflowViews views, TimeProvider clock)
    : IHandler<ResumeWorkflow, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(ResumeWorkflow request, CancellationToken cancellationToken)
    {
        var workflow = await workflows.FindAsync(request.Id, cancellationToken);
        if (workflow is null)
            return Error.NotFound("workflow");
        workflow.Resume(clock.GetUtcNow());
        await schedules.FollowAsync(workflow, cancellationToken);
        return views.Of(workflow, language);
    }
}
