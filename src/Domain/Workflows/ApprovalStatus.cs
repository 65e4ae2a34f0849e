namespace Financbase.Domain.Workflows;

public enum ApprovalStatus
{
    Pending,
    Approved,
    Rejected,

    /// <summary>Nobody has decided in time.</summary>
    Expired,

    /// <summary>Its execution ended or went on without it.</summary>
    Cancelled,
}
