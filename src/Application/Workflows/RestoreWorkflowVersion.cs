using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Makes what a version says the draft again. What is published goes on running until the draft is published.</summary>
/// <param name="Id">Which workflow.</param>
/// <param name="Number">Of the version.</param>
/// <param name="ExpectedRevision">The revision that the author saw; null overwrites whatever draft is there.</param>
[RequirePermission(Permissions.Workflows.Manage)]
[Audited("workflow.restore_version", "Made a version of a workflow its draft")]
public sealed record RestoreWorkflowVersion(WorkflowId Id, int Number, int? ExpectedRevision = null) : ICommand<WorkflowDetail>, IOnWorkflow;

internal sealed class RestoreWorkflowVersionHandler(
    IRepository<Workflow> workflows, IWorkflowReads reads, DraftLanguage draftLanguage, WorkflowViews views, TimeProvider clock)
    : IHandler<RestoreWorkflowVersion, WorkflowDetail>
{
    public async Task<Result<WorkflowDetail>> Handle(RestoreWorkflowVersion request, CancellationToken cancellationToken)
    {
        var workflow = await workflows.FindAsync(request.Id, cancellationToken);
        if (workflow is null || await reads.VersionAsync(request.Id, request.Number, cancellationToken) is not { } version)
            return Error.NotFound("version");
        var language = await draftLanguage.ReadAsync(cancellationToken);
        var read = Drafts.Read(version.Definition.GetRawText(), language);
        if (!read.IsSuccess)
            return read.Error;
        workflow.Restore(request.Number, read.Value, request.ExpectedRevision, clock.GetUtcNow());
        return views.Of(workflow, language);
    }
}
