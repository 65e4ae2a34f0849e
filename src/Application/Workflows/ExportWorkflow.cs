using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>The draft as the definition that an import and a new workflow take. No secret's value is in it.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record ExportWorkflow(WorkflowId Id) : IQuery<JsonElement>, IOnWorkflow;

internal sealed class ExportWorkflowHandler(IRepository<Workflow> workflows) : IHandler<ExportWorkflow, JsonElement>
{
    public async Task<Result<JsonElement>> Handle(ExportWorkflow request, CancellationToken cancellationToken) =>
        await workflows.FindAsync(request.Id, cancellationToken) is { } workflow
            ? JsonElement.Parse(workflow.Draft)
            : Error.NotFound("workflow");
}
