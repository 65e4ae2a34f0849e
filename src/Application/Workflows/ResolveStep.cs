using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>
/// Says what became of a call whose outcome is unknown: it succeeded, it failed, or it is to be made again under the same
/// idempotency key. The execution goes on with that. What a failed execution, iteration or loop has left of its calls is not made
/// again.
/// </summary>
/// <param name="Id">Of the execution.</param>
/// <param name="Key">Of the step that is parked.</param>
/// <param name="Outcome">What a person has found out.</param>
/// <param name="Output">Where it succeeded: what the step's output is; an empty object unless given.</param>
/// <param name="Message">Where it failed: why.</param>
/// <param name="Path">The iteration, where several are parked at this step, e.g. <c>each[3]</c>.</param>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow_execution.resolve", "Resolved the unknown outcome of a step")]
public sealed record ResolveStep(
    WorkflowExecutionId Id, string Key, StepResolution Outcome, JsonElement? Output = null, string? Message = null, string? Path = null)
    : ICommand<StartedExecution>, IOnExecution;

public enum StepResolution
{
    Succeeded,
    Failed,
    Retry,
}

internal sealed class ResolveStepHandler(IExecutionReads reads, IStepResolver resolver, ICurrentPrincipal principal)
    : IHandler<ResolveStep, StartedExecution>
{
    private const int LongestMessage = 1_000;

    public async Task<Result<StartedExecution>> Handle(ResolveStep request, CancellationToken cancellationToken)
    {
        if (!await reads.ExistsAsync(request.Id, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Manage), cancellationToken))
            return Error.NotFound("execution");
        if (Mistake(request) is { } mistake)
            return mistake;

        return await resolver.ResolveAsync(request.Id, request.Key, request.Path, Answer(request), cancellationToken) switch
        {
            ResolveOutcome.Resolved => new StartedExecution(request.Id.Value),
            ResolveOutcome.NotParked => WorkflowsErrors.NotParked,
            ResolveOutcome.Dropped => WorkflowsErrors.NotCalledAgain,
            ResolveOutcome.Several => Error.Validation("path", "Several iterations wait at this step; say which, such as each[3]."),
        };
    }

    private static Error? Mistake(ResolveStep request)
    {
        if (request.Output is { } output)
        {
            if (request.Outcome != StepResolution.Succeeded)
                return Error.Validation("output", "Only what succeeded has an output.");
            if (ForeignJson.Problem(output) is { } problem)
                return Error.Validation("output", problem);
            if (output.GetRawText().Length > Limits.PayloadBytes)
                return WorkflowsErrors.PayloadTooLarge;
        }

        return request.Message is null ? null
            : request.Outcome != StepResolution.Failed ? Error.Validation("message", "Only what failed has a message.")
            : request.Message.Length > LongestMessage ? Error.Validation("message", $"A message has at most {LongestMessage:N0} characters.")
            : request.Message.Contains('\0') ? Error.Validation("message", "It holds the character U+0000, which cannot be kept.")
            : null;
    }

    private static JsonElement Answer(ResolveStep request) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("outcome", request.Outcome switch
        {
            StepResolution.Succeeded => Resolution.Succeeded,
            StepResolution.Failed => Resolution.Failed,
            StepResolution.Retry => Resolution.Retry,
        });
        if (request.Output is { } output)
        {
            writer.WritePropertyName("output");
            output.WriteTo(writer);
        }

        if (!string.IsNullOrWhiteSpace(request.Message))
            writer.WriteString("message", request.Message.Trim());
        writer.WriteEndObject();
    });
}
