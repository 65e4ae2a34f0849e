using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Workflows.Reads;

namespace Financbase.Infrastructure.Workflows.Approvals;

/// <summary>A row of the list of approvals.</summary>
internal sealed record ApprovalSummaryRow(
    Guid Id,
    string Title,
    string Status,
    string Approver,
    bool Asked,
    Guid WorkflowId,
    string WorkflowName,
    Guid ExecutionId,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DecidedAt,
    string? DecidedBy)
{
    public ApprovalSummary ToSummary() => new(
        Id, Title, Word.Of<ApprovalStatus>(Status), Approver, Asked, WorkflowId, WorkflowName, ExecutionId, RequestedAt, ExpiresAt, DecidedAt, DecidedBy);
}

/// <summary>One approval; JSON as text, addresses with spaces between.</summary>
internal sealed record ApprovalRow(
    Guid Id,
    string Title,
    string Details,
    string Status,
    string Approver,
    bool Asked,
    bool MayDecide,
    string? EscalateTo,
    DateTimeOffset? EscalateAt,
    string? Delegates,
    string Form,
    Guid WorkflowId,
    string WorkflowName,
    Guid ExecutionId,
    string Step,
    string? Source,
    DateTimeOffset? StartedAt,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    string? Comment,
    string? Answers,
    Guid[] Submitters)
{
    public ApprovalDetail ToDetail() => new(
        Id, Title, Details, Word.Of<ApprovalStatus>(Status), Approver, Asked, MayDecide, EscalateTo, EscalateAt,
        Delegates?.Split(' ') ?? [], JsonSerializer.Deserialize<ApprovalField[]>(Form, WireJson.Options)!,
        WorkflowId, WorkflowName, ExecutionId, Step, Source is null ? null : Word.Of<StartSource>(Source), StartedAt,
        RequestedAt, ExpiresAt, DecidedAt, DecidedBy, Comment, ExecutionRow.Parse(Answers), Submitters);
}
