using Financbase.Application.Access;
using Financbase.Application.Mail;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>A workflow as the caller may see it: who knows the address of a webhook trigger can start it.</summary>
internal sealed class WorkflowViews(ISiteAddress site, ICurrentPrincipal principal)
{
    public WorkflowDetail Of(Workflow workflow, WorkflowLanguage language) => WorkflowDetail.Of(
        workflow,
        language,
        principal.Current.Rights.Decide(Permissions.Workflows.Manage, new Resource(ResourceTypes.Workflow, workflow.Id.Value)).IsAllowed() ? site.Link : null);
}
