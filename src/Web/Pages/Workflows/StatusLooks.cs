using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Pages.Workflows.Outline;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Workflows;

/// <summary>How each state is said, drawn and coloured; red only where a person must do something.</summary>
public static class StatusLooks
{
    public static Look Of(WorkflowStatus status) => status switch
    {
        WorkflowStatus.Draft => new("Draft", "file-pen", Tone.Idle),
        WorkflowStatus.Published => new("Published", "circle-check", Tone.Ok),
        WorkflowStatus.Paused => new("Paused", "pause", Tone.Warn),
        WorkflowStatus.Archived => new("Archived", "ban", Tone.Idle),
    };

    public static Look Of(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Queued => new("Queued", "circle-dashed", Tone.Idle),
        ExecutionStatus.Running => new("Running", "loader", Tone.Info),
        ExecutionStatus.Waiting => new("Waiting", "hourglass", Tone.Warn),
        ExecutionStatus.Succeeded => new("Succeeded", "circle-check", Tone.Ok),
        ExecutionStatus.Failed => new("Failed", "circle-x", Tone.Bad),
        ExecutionStatus.Cancelled => new("Cancelled", "ban", Tone.Idle),
        ExecutionStatus.Parked => new("Parked", "circle-alert", Tone.Bad),
    };

    public static Look Of(StepStatus status) => status switch
    {
        StepStatus.Pending => new("Not reached yet", "minus", Tone.Idle),
        StepStatus.Running => new("Running", "loader", Tone.Info),
        StepStatus.Waiting => new("Waiting", "hourglass", Tone.Warn),
        StepStatus.Succeeded => new("Succeeded", "check", Tone.Ok),
        StepStatus.Failed => new("Failed", "x", Tone.Bad),
        StepStatus.Skipped => new("Skipped", "minus", Tone.Idle),
        StepStatus.Cancelled => new("Cancelled", "ban", Tone.Idle),
        StepStatus.Parked => new("Parked", "circle-alert", Tone.Bad),
    };

    /// <summary>Why a run waits for a person, in a sentence.</summary>
    public static string OfParked(string reason) => reason == "outcome_unknown"
        ? "The outcome of a call is not known."
        : "It failed the engine itself too often and was set aside.";

    /// <summary>“started …”</summary>
    public static string Of(StartSource source) => source switch
    {
        StartSource.Manual => "by hand",
        StartSource.Api => "through the API",
        StartSource.Event => "by an event",
        StartSource.Workflow => "by another workflow",
        StartSource.Retry => "as a repetition",
        StartSource.Schedule => "by its schedule",
        StartSource.Webhook => "by a call to its address",
    };
}
