using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Application.Workflows;

/// <summary>One question with its details, its form, and how it was decided.</summary>
[RequirePermission(Permissions.Approvals.Read)]
public sealed record GetApproval(ApprovalId Id) : IQuery<ApprovalDetail>;

/// <summary>
/// <c>Asked</c> says whether the reader is asked, <c>MayDecide</c> whether they may decide now: owners always may.
/// <c>Form</c> is what is to be filled in, <c>Answers</c> what was. <c>Delegates</c> are those to whom it was handed.
/// <c>Submitters</c> are the people behind the run, when the step says that none of them decides.
/// </summary>
public sealed record ApprovalDetail(
    Guid Id,
    string Title,
    string Details,
    ApprovalStatus Status,
    string Approver,
    bool Asked,
    bool MayDecide,
    string? EscalateTo,
    DateTimeOffset? EscalateAt,
    IReadOnlyList<string> Delegates,
    IReadOnlyList<ApprovalField> Form,
    Guid WorkflowId,
    string WorkflowName,
    Guid ExecutionId,
    string Step,
    StartSource? Source,
    DateTimeOffset? StartedAt,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    string? Comment,
    JsonElement? Answers,
    IReadOnlyList<Guid> Submitters);

internal sealed class GetApprovalHandler(IApprovalReads reads, ICurrentPrincipal principal) : IHandler<GetApproval, ApprovalDetail>
{
    public async Task<Result<ApprovalDetail>> Handle(GetApproval request, CancellationToken cancellationToken) =>
        await reads.FindAsync(ApprovalViewer.Of(principal.Current), request.Id, cancellationToken) is { } approval ? approval : Error.NotFound("approval");
}
