using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Importing;

namespace Financbase.Application.Workflows;

/// <summary>Makes a draft of a workflow that was exported here or from n8n, and tells what became of each part.</summary>
/// <param name="Content">The file's text.</param>
/// <param name="Format">Whose file it is.</param>
[RequirePermission(Permissions.Workflows.Manage)]
[Audited("workflow.import", "Imported a workflow")]
public sealed record ImportWorkflow(string Content, WorkflowFormat Format) : ICommand<ImportedWorkflow>, IMakesThing;

/// <summary>Whose words a workflow file is written in.</summary>
public enum WorkflowFormat
{
    /// <summary>As exported here.</summary>
    Financbase,

    /// <summary>As downloaded from n8n.</summary>
    N8n,
}

/// <param name="Workflow">The draft.</param>
/// <param name="Report">What became of the file's parts.</param>
public sealed record ImportedWorkflow(WorkflowDetail Workflow, ImportReport Report);

internal sealed class ImportWorkflowHandler(
    IRepository<Workflow> workflows, IMultiTenantContextAccessor tenant, DraftLanguage draftLanguage, WorkflowViews views,
    ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<ImportWorkflow, ImportedWorkflow>
{
    public async Task<Result<ImportedWorkflow>> Handle(ImportWorkflow request, CancellationToken cancellationToken)
    {
        var language = await draftLanguage.ReadAsync(cancellationToken);
        var (content, report) = (request.Content, (ImportReport?)null);
        if (request.Format == WorkflowFormat.N8n)
        {
            var imported = N8nImport.Read(content, language);
            if (imported.Refusal is { } refusal)
                return WorkflowsErrors.NotImportable(refusal.Message);
            (content, report) = (imported.Json!, imported.Report);
        }

        return Drafts.Read(content, language).Match<Result<ImportedWorkflow>>(
            definition => Keep(definition, report ?? ReportOf(definition), language), error => error);
    }

    private static ImportReport ReportOf(WorkflowDefinition definition) =>
        ImportReport.Of([.. definition.Steps.Select(step => new ImportedNode(step.Name ?? step.Key, step.Key, step.Kind.Type))]);

    private ImportedWorkflow Keep(WorkflowDefinition definition, ImportReport report, WorkflowLanguage language)
    {
        var workflow = Workflow.Create(tenant.OrganizationId, definition, clock.GetUtcNow(), principal.Current.UserId);
        workflows.Add(workflow);
        return new ImportedWorkflow(views.Of(workflow, language), report);
    }
}
