using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Deletes a draft that was never published; archives what was, because its history refers to it.</summary>
[RequirePermission(Permissions.Workflows.Manage)]
[Audited("workflow.delete", "Deleted a workflow")]
public sealed record DeleteWorkflow(WorkflowId Id) : ICommand<Done>, IOnWorkflow;

internal sealed class DeleteWorkflowHandler(IRepository<Workflow> workflows, GrantEnds grants, IScheduleBook schedules, TimeProvider clock)
    : IHandler<DeleteWorkflow, Done>
{
    public async Task<Result<Done>> Handle(DeleteWorkflow request, CancellationToken cancellationToken)
    {
        var workflow = await workflows.FindAsync(request.Id, cancellationToken);
        if (workflow is null)
            return Error.NotFound("workflow");
        if (workflow.PublishedVersion is null)
        {
            await grants.EndAsync(new GrantsAbout(IOnWorkflow.Of(workflow.Id)), cancellationToken);
            workflow.Discard();
            workflows.Remove(workflow);
        }
        else
        {
            workflow.Archive(clock.GetUtcNow());
            await schedules.FollowAsync(workflow, cancellationToken);
        }

        return new Done();
    }
}
