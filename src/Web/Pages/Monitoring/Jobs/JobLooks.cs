using Financbase.Domain.Jobs;
using Financbase.Web.Pages.Workflows.Outline;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Monitoring.Jobs;

/// <summary>How a job's state is said, drawn and coloured.</summary>
public static class JobLooks
{
    public static Look Of(JobState state) => state switch
    {
        JobState.Queued => new("Waiting", "circle-dashed", Tone.Idle),
        JobState.Running => new("Running", "loader", Tone.Info),
        JobState.Succeeded => new("Succeeded", "circle-check", Tone.Ok),
        JobState.Failed => new("Failed", "circle-x", Tone.Bad),
        JobState.Cancelled => new("Cancelled", "ban", Tone.Idle),
    };

    public static string Of(JobKind kind) => kind switch
    {
        JobKind.StatementImport => "Bank statement import",
        JobKind.WorkflowReplay => "Runs of a workflow, again",
    };
}
