using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Application.Workflows;

/// <summary>Starts the published version now. It runs after this command has committed.</summary>
/// <param name="Id">Which workflow.</param>
/// <param name="Input">An object that becomes <c>trigger.*</c>; null for an empty one.</param>
/// <param name="Source">From where.</param>
/// <param name="Correlation">What people find related executions by, such as an order number; at most 200 characters.</param>
[RequirePermission(Permissions.Workflows.Execute)]
[Audited("workflow.execute", "Started a workflow")]
public sealed record ExecuteWorkflow(WorkflowId Id, JsonElement? Input, StartSource Source, string? Correlation = null) : ICommand<StartedExecution>, IOnWorkflow;

public sealed record StartedExecution(Guid ExecutionId);

internal sealed class ExecuteWorkflowHandler(IRepository<Workflow> workflows, IWorkflowStarter starter)
    : IHandler<ExecuteWorkflow, StartedExecution>
{
    public async Task<Result<StartedExecution>> Handle(ExecuteWorkflow request, CancellationToken cancellationToken)
    {
        var input = request.Input ?? Json.EmptyObject;
        if (input.ValueKind != JsonValueKind.Object)
            return Error.Validation("input", "The input must be an object.");
        if (ForeignJson.Problem(input) is { } problem)
            return Error.Validation("input", problem);
        var correlation = KeptText.Of(request.Correlation ?? "").Trim();
        if (correlation.Length > Limits.CorrelationLength)
            return Error.Validation("correlation", $"A correlation has at most {Limits.CorrelationLength} characters.");
        var workflow = await workflows.FindAsync(request.Id, cancellationToken);
        if (workflow is null)
            return Error.NotFound("workflow");
        var id = await starter.StartAsync(
            new WorkflowStart(workflow.Id, workflow.VersionToRun(), input, request.Source) { Correlation = correlation.Length > 0 ? correlation : null },
            cancellationToken);
        return id is { } started ? new StartedExecution(started.Value) : WorkflowsErrors.LeftOut;
    }
}
