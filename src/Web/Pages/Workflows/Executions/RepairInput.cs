using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Web.Pages.Workflows.Executions;

/// <summary>What a person says of a call whose outcome is unknown, or from where a run is repeated.</summary>
public sealed record RepairInput
{
    public string? Key { get; init; }

    public string? Path { get; init; }

    public StepResolution Outcome { get; init; }

    public string? Output { get; init; }

    public string? Message { get; init; }

    public string? From { get; init; }

    public RepeatVersion Version { get; init; }

    // The form has both fields; only the one that belongs to the button counts.
    public Result<ResolveStep> Resolve(WorkflowExecutionId id)
    {
        var resolve = new ResolveStep(id, Key ?? "", Outcome, Path: Path ?? "");
        if (Outcome == StepResolution.Failed)
            return resolve with { Message = Message };
        if (Outcome == StepResolution.Retry || string.IsNullOrWhiteSpace(Output))
            return resolve;
        try
        {
            return resolve with { Output = JsonElement.Parse(Output) };
        }
        catch (JsonException mistake)
        {
            return Error.Validation("output", $"This is not JSON: line {mistake.LineNumber + 1} does not fit.");
        }
    }
}
