using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Replays;
using Financbase.Domain.Jobs;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/workflows/bulk-replay</c>: repeating many executions of one workflow.</summary>
internal static class ReplayEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var replays = api.MapGroup("/workflows/bulk-replay");
        replays.MapPost("/", (Body<ReplayInput> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new BulkReplay(new WorkflowId(body.Value.WorkflowId), body.Value.Filter?.Read() ?? new ReplayFilter(), body.Value.From, body.Value.Version),
            replay => ApiAnswer.Accepted($"/api/workflows/bulk-replay/{replay.ReplayId}", replay), ct))
            .Sends<BulkReplay>().Answers(StatusCodes.Status202Accepted)
            .Example("""{"workflowId":"0197c4a0-5e00-7000-8000-000000000002","filter":{"status":"succeeded","from":"2026-01-01T00:00:00Z"},"from":"start","version":"current"}""");
        replays.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetReplay(new JobId(id)), ct)).Sends<GetReplay>();
        replays.MapPost("/{id:guid}/cancel", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new CancelReplay(new JobId(id)), ct)).Sends<CancelReplay>();
    }
}

/// <param name="WorkflowId">Whose executions.</param>
/// <param name="From"><c>start</c>, <c>failed</c>, or the key of a step outside loops.</param>
/// <param name="Filter">Which; those that failed without it.</param>
/// <param name="Version">The version to run.</param>
public sealed record ReplayInput(Guid WorkflowId, string From, ReplayFilterInput? Filter = null, RepeatVersion Version = RepeatVersion.Original);

/// <param name="Status">How they ended: <c>failed</c>, <c>succeeded</c> or <c>cancelled</c>.</param>
/// <param name="From">Started at this moment or later.</param>
/// <param name="To">Started before this moment.</param>
/// <param name="Version">Of this version only.</param>
/// <param name="FailedStep">Failed at this step only.</param>
public sealed record ReplayFilterInput(
    ExecutionStatus Status = ExecutionStatus.Failed, DateTimeOffset? From = null, DateTimeOffset? To = null, int? Version = null, string? FailedStep = null)
{
    internal ReplayFilter Read() => new(Status, From, To, Version, FailedStep);
}
