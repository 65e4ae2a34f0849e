using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Pages.Workflows.Outline;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Approvals;

/// <summary>How each state of an approval is said, drawn and coloured.</summary>
public static class ApprovalLooks
{
    public static Look Of(ApprovalStatus status) => status switch
    {
        ApprovalStatus.Pending => new("Waiting", "hourglass", Tone.Warn),
        ApprovalStatus.Approved => new("Approved", "circle-check", Tone.Ok),
        ApprovalStatus.Rejected => new("Rejected", "circle-x", Tone.Bad),
        ApprovalStatus.Expired => new("Expired", "timer", Tone.Idle),
        ApprovalStatus.Cancelled => new("Cancelled", "ban", Tone.Idle),
    };

    /// <summary>A role by its title, a member by their address.</summary>
    public static string Who(string approver) =>
        approver.Contains('@', StringComparison.Ordinal) ? approver : $"Role {(Role.Find(approver)?.Title ?? approver)}";
}
