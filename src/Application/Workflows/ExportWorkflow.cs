using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Application.Workflows;

/// <summary>The draft as the definition that an import and a new workflow take. No secret's value is in it.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record ExportWorkflow(WorkflowId Id) : IQuery<JsonElement>, IOnWorkflow;

internal sealed class ExportWorkflowHandler(IRepository<Workflow> workflows) : IHandler<ExportWorkflow, JsonElement>
{
    public async Task<Result<JsonElement>> Handle(ExportWorkflow request, CancellationToken cancellationToken) =>
        await workflows.FindAsync(request.Id, cancellationToken) is { } workflow
            ? WithoutAddresses(workflow.Draft)
            : Error.NotFound("workflow");

    // Who knows the address of a webhook may start the workflow; an author may have sent it back with the draft.
    private static JsonElement WithoutAddresses(string draft)
    {
        var json = JsonNode.Parse(draft)!;
        foreach (var trigger in json["triggers"]!.AsArray().OfType<JsonObject>().Where(trigger => (string?)trigger["type"] == "webhook"))
            trigger.Remove(WebhookKind.Address);
        return JsonSerializer.SerializeToElement(json);
    }
}
