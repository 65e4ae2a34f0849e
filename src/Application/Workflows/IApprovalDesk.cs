using System.Text.Json;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Decides and hands over approvals in the current transaction. Of several who decide at once, one does.</summary>
public interface IApprovalDesk
{
    /// <summary>Null when it was done; otherwise how the approval had been closed before.</summary>
    Task<ApprovalStatus?> DecideAsync(ApprovalDecision decision, CancellationToken ct);

    /// <summary>Hands it to one more member and tells them.</summary>
    Task<HandOver> DelegateAsync(ApprovalId id, UserId by, string email, CancellationToken ct);
}

/// <param name="Id">Which approval.</param>
/// <param name="Outcome">Approved or rejected.</param>
/// <param name="By">Who decides.</param>
/// <param name="Comment">May be empty.</param>
/// <param name="Answers">To its form, checked.</param>
public sealed record ApprovalDecision(ApprovalId Id, ApprovalStatus Outcome, UserId By, string? Comment, JsonElement Answers);

public enum HandOver
{
    Done,

    /// <summary>Nobody of the organization has that address.</summary>
    NotAMember,

    /// <summary>That member's rights do not allow to decide anything.</summary>
    MayNot,

    /// <summary>That member started the run, and the step wants other eyes.</summary>
    Submitter,

    /// <summary>That member may decide already.</summary>
    NotNeeded,

    /// <summary>It was closed meanwhile.</summary>
    TooLate,

    TooMany,
}
