using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Replaces the draft; what is published goes on running.</summary>
/// <param name="Id">Which workflow.</param>
/// <param name="Definition">The contract's JSON.</param>
/// <param name="ExpectedRevision">The revision that the author saw; null overwrites whatever is there.</param>
[RequirePermission(Permissions.Workflows.Manage)]
[Audited("workflow.save_draft", "Saved a workflow’s draft")]
public sealed record SaveDraft(WorkflowId Id, string Definition, int? ExpectedRevision = null) : ICommand<WorkflowDetail>, IOnWorkflow;

internal sealed class SaveDraftHandler(IRepository<Workflow> workflows, DraftLanguage draftLanguage, WorkflowViews views, TimeProvider clock)
    : IHandler<SaveDraft, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(SaveDraft request, CancellationToken cancellationToken)
    {
        var workflow = await workflows.FindAsync(request.Id, cancellationToken);
        if (workflow is null)
            return Error.NotFound("workflow");
        var language = await draftLanguage.ReadAsync(cancellationToken);
        var read = Drafts.Read(request.Definition, language);
        if (!read.IsSuccess)
            return read.Error;
        workflow.SaveDraft(read.Value, request.ExpectedRevision, clock.GetUtcNow());
        return views.Of(workflow, language);
    }
}
