using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Api;

/// <summary>Starting workflows, and <c>/api/executions</c>: what became of the starts.</summary>
internal static class ExecutionEndpoints
{
    private const int LargestBody = Limits.PayloadBytes + 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflows/{id:guid}/execute", ExecuteAsync).Sends<ExecuteWorkflow>()
            .Answers(StatusCodes.Status202Accepted).Answers<EndedExecution>()
            .Takes(QueryWords.Whole("wait", 0, ExecutionWait.LongestSeconds, 0, "Seconds to wait for its end: if it ends in time, the answer is 200 and says how."))
            .Example("""{"input":{"amount":{"value":"-1250.00","currency":"EUR"}},"correlation":"order 4711"}""")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapGet("/workflows/{id:guid}/executions", (Guid id, bool? stuck, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListExecutions(page.Value, new WorkflowId(id), Status(http), stuck ?? false, QueryWord.Text(http)), ct))
            .Sends<ListExecutions>().WithName("listExecutionsOfWorkflow").WithSummary("List executions of workflow").Takes(InState, Stuck, About);
        api.MapGet("/executions", (Guid? workflowId, bool? stuck, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListExecutions(
                page.Value, workflowId is { } id ? new WorkflowId(id) : null, Status(http), stuck ?? false, QueryWord.Text(http)), ct))
            .Sends<ListExecutions>().Takes(QueryWords.Id("workflowId", "Only those of this workflow."), InState, Stuck, About);
        api.MapGet("/executions/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetExecution(new WorkflowExecutionId(id)), ct)).Sends<GetExecution>();
        api.MapGet("/executions/{id:guid}/steps/{key}", (Guid id, string key, string? path, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetExecutionStep(new WorkflowExecutionId(id), key, path), ct)).Sends<GetExecutionStep>()
            .Takes(QueryWords.Text("path", "The iteration of the loops around the step, such as `each[3]`."));
        api.MapGet("/executions/{id:guid}/logs", (Guid id, PageParameters page, ApiSender sender, CancellationToken ct) =>
            sender.Page(new GetExecutionLogs(new WorkflowExecutionId(id), page.Value), ct)).Sends<GetExecutionLogs>();
        api.MapGet("/executions/{id:guid}/stream", async (Guid id, HttpContext http, ExecutionStreams streams) =>
            QueryWatch.Unknown(http) is { } unknown ? ApiResult.Failure(http, unknown)
            : (await streams.OpenAsync(http, new WorkflowExecutionId(id))).Match(stream => (IResult)stream, error => ApiResult.Failure(http, error)))
            .Sends<FollowExecution>().AnswersEvents();
        api.MapPost("/executions/{id:guid}/cancel", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Send(new CancelExecution(new WorkflowExecutionId(id)), _ => ApiAnswer.Ok(new StartedExecution(id)), ct))
            .Sends<CancelExecution>().Answers<StartedExecution>();
        api.MapPost("/executions/{id:guid}/steps/{key}/resolve", (Guid id, string key, Body<ResolveInput> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new ResolveStep(new WorkflowExecutionId(id), key, body.Value.Outcome, body.Value.Output, body.Value.Message, body.Value.Path), ct))
            .Sends<ResolveStep>().Example("""{"outcome":"succeeded","output":{"status":200}}""")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapPost("/executions/{id:guid}/continue", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new ContinueExecution(new WorkflowExecutionId(id)), ct)).Sends<ContinueExecution>();
        api.MapPost("/executions/{id:guid}/retry", (Guid id, Body<RetryInput> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new RetryExecution(new WorkflowExecutionId(id), body.Value.From, body.Value.Version),
            execution => ApiAnswer.Accepted($"/api/executions/{execution.ExecutionId}", execution), ct))
            .Sends<RetryExecution>().Answers(StatusCodes.Status202Accepted).Example("""{"from":"start","version":"current"}""");
    }

    private static QueryWords InState { get; } = QueryWords.Word<ExecutionStatus>("status", "Only those in this state.");

    private static QueryWords Stuck { get; } =
        QueryWords.Flag("stuck", "With `true` only what failed or is parked and was not run again since.");

    private static QueryWords About { get; } = QueryWords.Text(
        "q", "Only those tied to this: the id of a run, of one that it repeats or that started it, or of the event that started it; its correlation; the key under which it was asked for once.");

    private static async Task<IResult> ExecuteAsync(
        Guid id, Body<ExecuteInput>? body, HttpContext http, ApiSender sender, ExecutionWait wait, CancellationToken ct)
    {
        var patience = ExecutionWait.Patience(http);
        Guid? started = null;
        var answer = await sender.Send(
            new ExecuteWorkflow(new WorkflowId(id), body?.Value.Input, StartSource.Api, body?.Value.Correlation),
            execution =>
            {
                started = execution.ExecutionId;
                return ApiAnswer.Accepted($"/api/executions/{execution.ExecutionId}", execution);
            },
            ct);
        return started is { } execution && patience > TimeSpan.Zero
            ? await wait.ForEndAsync(new WorkflowExecutionId(execution), patience, ct) ?? answer
            : answer;
    }

    private static ExecutionStatus? Status(HttpContext http) => QueryWord.Read<ExecutionStatus>(http, "status");

}

/// <param name="Input">An object that becomes <c>trigger.*</c>; an empty one without it.</param>
/// <param name="Correlation">What people find related executions by, such as an order number; at most 200 characters.</param>
public sealed record ExecuteInput(JsonElement? Input = null, string? Correlation = null);

/// <param name="Outcome">What a person has found out about the call.</param>
/// <param name="Output">Where it succeeded: what the step's output is.</param>
/// <param name="Message">Where it failed: why.</param>
/// <param name="Path">The iteration, where several are parked at this step, e.g. <c>each[3]</c>.</param>
public sealed record ResolveInput(StepResolution Outcome, JsonElement? Output = null, string? Message = null, string? Path = null);

/// <param name="From"><c>start</c>, <c>failed</c>, or the key of a step outside loops that had begun.</param>
/// <param name="Version">The version to run.</param>
public sealed record RetryInput(string From, RepeatVersion Version = RepeatVersion.Original);
