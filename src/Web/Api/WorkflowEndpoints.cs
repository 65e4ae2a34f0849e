using System.Globalization;
using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Quotas;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Api;

/// <summary><c>/api/workflows</c>: drafts, publishing, and what was published; <c>/api/workflow-step-kinds</c>: what a step can be; <c>/api/automations</c>: what published workflows may do; <c>/api/workflow-quotas</c>: how many runs there may be.</summary>
internal static class WorkflowEndpoints
{
    // A little more than a definition may have, so that one of just the right size fits with its white space.
    private const int LargestBody = Limits.PayloadBytes + 1024 * 1024;

    private const string Example = """
        {
          "name": "Large payments",
          "description": "Says when much money leaves an account.",
          "trigger": {
            "type": "event", "event": "bank_transaction.created",
            "filter": { "field": "trigger.amount.value", "op": "lt", "value": -1000 }
          },
          "steps": [
            { "key": "note", "type": "transform", "config": { "set": { "text": "Paid {{ trigger.amount.value }}: {{ trigger.description }}" } } }
          ]
        }
        """;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-step-kinds", (PageParameters page, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListStepKinds(page.Value), ct)).Sends<ListStepKinds>();
        api.MapGet("/automations", (PageParameters page, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListAutomations(page.Value), ct)).Sends<ListAutomations>();
        api.MapGet("/workflow-quotas", (ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetWorkflowQuotas(), ct)).Sends<GetWorkflowQuotas>();
        var workflows = api.MapGroup("/workflows").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        workflows.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListWorkflows(page.Value, QueryWord.Read<WorkflowStatus>(http, "status"), QueryWord.Text(http)), ct))
            .Sends<ListWorkflows>().Takes(QueryWords.Word<WorkflowStatus>("status", "Only those in this state; all but the archived without it."), QueryWords.Search);
        workflows.MapPost("/", (Body<JsonElement> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateWorkflow(body.Value.GetRawText()),
            workflow => ApiAnswer.Created($"/api/workflows/{workflow.Id}", workflow) with { ETag = EntityTag.Of(workflow.Revision) },
            ct)).Sends<CreateWorkflow>().Answers(StatusCodes.Status201Created).Example(Example);
        workflows.MapPost("/import", (Body<JsonElement> body, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Send(
            new ImportWorkflow(body.Value.GetRawText(), QueryWord.Read<WorkflowFormat>(http, "format") ?? WorkflowFormat.Financbase),
            imported => ApiAnswer.Created($"/api/workflows/{imported.Workflow.Id}", imported) with { ETag = EntityTag.Of(imported.Workflow.Revision) },
            ct)).Sends<ImportWorkflow>().Answers(StatusCodes.Status201Created).Example(Example)
            .Takes(QueryWords.Word<WorkflowFormat>("format", "Whose file the body is: financbase, unless said otherwise, or n8n."));
        workflows.MapGet("/{id:guid}/export", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new ExportWorkflow(new WorkflowId(id)), ct)).Sends<ExportWorkflow>();
        workflows.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Send(new GetWorkflow(new WorkflowId(id)), Answer, ct)).Sends<GetWorkflow>();
        workflows.MapPut("/{id:guid}", (Guid id, Body<JsonElement> body, ApiSender sender, CancellationToken ct) =>
            sender.Send(new SaveDraft(new WorkflowId(id), body.Value.GetRawText()), Answer, ct)).Sends<SaveDraft>().Example(Example);
        workflows.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Send(new DeleteWorkflow(new WorkflowId(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteWorkflow>();
        workflows.MapGet("/{id:guid}/statistics", (Guid id, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetWorkflowStatistics(new WorkflowId(id), QueryWord.Day(http, "from"), QueryWord.Day(http, "to")), ct)).Sends<GetWorkflowStatistics>()
            .Takes(QueryWords.Day("from", "The first day (UTC); 29 days before the last one without it."), QueryWords.Day("to", "The last day (UTC); today without it."));
        workflows.MapPost("/{id:guid}/publish", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Send(new PublishWorkflow(new WorkflowId(id)), Answer, ct)).Sends<PublishWorkflow>();
        workflows.MapPost("/{id:guid}/pause", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Send(new PauseWorkflow(new WorkflowId(id)), Answer, ct)).Sends<PauseWorkflow>();
        workflows.MapPost("/{id:guid}/resume", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Send(new ResumeWorkflow(new WorkflowId(id)), Answer, ct)).Sends<ResumeWorkflow>();
        workflows.MapPost("/{id:guid}/revoke-authority", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Send(new RevokeWorkflowAuthority(new WorkflowId(id)), Answer, ct)).Sends<RevokeWorkflowAuthority>();
        workflows.MapGet("/{id:guid}/versions", (Guid id, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(
            new ListWorkflowVersions(
                new WorkflowId(id), page.Value, new VersionFilter(QueryWord.Text(http), QueryWord.Moment(http, "from"), QueryWord.Moment(http, "to"))), ct))
            .Sends<ListWorkflowVersions>()
            .Takes(QueryWords.Moment("from", "Published from this moment on."), QueryWords.Moment("to", "Published before this moment."), QueryWords.Search);
        workflows.MapGet("/{id:guid}/versions/{n:int}", (Guid id, int n, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetWorkflowVersion(new WorkflowId(id), n), ct)).Sends<GetWorkflowVersion>();
        workflows.MapGet("/{id:guid}/versions/{n:int}/diff", (Guid id, int n, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new CompareWorkflowVersions(new WorkflowId(id), n, With(http)), ct)).Sends<CompareWorkflowVersions>()
            .Takes(QueryWords.Whole("with", 1, int.MaxValue, "The number of the version to compare with; the draft without it."));
        workflows.MapPost("/{id:guid}/versions/{n:int}/restore", (Guid id, int n, ApiSender sender, CancellationToken ct) =>
            sender.Send(new RestoreWorkflowVersion(new WorkflowId(id), n), Answer, ct)).Sends<RestoreWorkflowVersion>()
            .WithMetadata(new ChangesResource("/api/workflows/{id:guid}"));
    }

    private static int? With(HttpContext http)
    {
        var text = http.Request.Query["with"].ToString();
        if (text.Length == 0)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new DomainException(Error.Validation("with", "Use the number of a version, or leave it out for the draft."));
    }

    private static ApiAnswer Answer(WorkflowDetail workflow) =>
        ApiAnswer.Ok(workflow) with { ETag = EntityTag.Of(workflow.Revision) };
}
