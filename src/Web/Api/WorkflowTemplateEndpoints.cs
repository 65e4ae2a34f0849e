using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/workflow-templates</c>: workflows to begin with.</summary>
internal static class WorkflowTemplateEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/workflow-templates");
        templates.MapGet("/", (PageParameters page, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListWorkflowTemplates(page.Value), ct)).Sends<ListWorkflowTemplates>();
        templates.MapPost("/{id}/instantiate", (string id, Body<InstantiationBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new InstantiateWorkflowTemplate(id, body?.Value.Name, Texts(body?.Value.Parameters)),
            workflow => ApiAnswer.Created($"/api/workflows/{workflow.Id}", workflow) with { ETag = EntityTag.Of(workflow.Revision) },
            ct)).Sends<InstantiateWorkflowTemplate>().Answers(StatusCodes.Status201Created)
            .Example("""{"name":"Payments over 10,000","parameters":{"amount":10000,"role":"owner"}}""");
    }

    // A number may be written as one or as a text.
    private static Dictionary<string, string> Texts(IReadOnlyDictionary<string, JsonElement>? values) => (values ?? new Dictionary<string, JsonElement>())
        .ToDictionary(value => value.Key, value => value.Value.ValueKind switch
        {
            JsonValueKind.String => value.Value.GetString()!,
            JsonValueKind.Number => value.Value.GetRawText(),
            _ => throw new DomainException(Error.Validation($"parameters.{value.Key}", "Use a text or a number.")),
        });
}

/// <param name="Name">Of the workflow, unless it is to have the template's.</param>
/// <param name="Parameters">Values by the names of parameters, texts or numbers; the others get their usual ones.</param>
public sealed record InstantiationBody(string? Name = null, IReadOnlyDictionary<string, JsonElement>? Parameters = null);
