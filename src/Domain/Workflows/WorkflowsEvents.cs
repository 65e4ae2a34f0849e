using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows;

public sealed record WorkflowCreated(WorkflowId Id, string Name) : IDomainEvent;

public sealed record WorkflowPublished(WorkflowId Id, string Name, int Version, UserId? PublishedBy) : IDomainEvent;

public sealed record WorkflowPaused(WorkflowId Id, string Name) : IDomainEvent;

public sealed record WorkflowResumed(WorkflowId Id, string Name) : IDomainEvent;

/// <param name="Id">Of the workflow.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">This and every earlier version may do nothing any more that takes a right.</param>
public sealed record WorkflowAuthorityRevoked(WorkflowId Id, string Name, int Version) : IDomainEvent;

public sealed record WorkflowArchived(WorkflowId Id, string Name) : IDomainEvent;

/// <summary>A draft that was never published is gone.</summary>
public sealed record WorkflowDeleted(WorkflowId Id, string Name) : IDomainEvent;

public sealed record WorkflowExecutionSucceeded(WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, int Version) : IDomainEvent;

public sealed record WorkflowExecutionFailed(
    WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, int Version, string? Step, string Code, string Message) : IDomainEvent;

/// <summary>It waits for a person. The reason is <c>outcome_unknown</c>, <c>authority_lost</c> or <c>poison</c>.</summary>
public sealed record WorkflowExecutionParked(
    WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, int Version, string? Step, string Reason) : IDomainEvent;

/// <summary>A workflow asks for a decision.</summary>
/// <param name="Id">Of the approval.</param>
/// <param name="ExecutionId">Which waits for it.</param>
/// <param name="WorkflowId">Whose workflow.</param>
/// <param name="Approver">The key of a role, or a member's e-mail address.</param>
/// <param name="Title">What is asked.</param>
public sealed record ApprovalRequested(Guid Id, WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, string Approver, string Title) : IDomainEvent;

/// <param name="Id">Of the approval.</param>
/// <param name="ExecutionId">Which waited for it.</param>
/// <param name="WorkflowId">Whose workflow.</param>
/// <param name="Decision"><c>approved</c> or <c>rejected</c>.</param>
/// <param name="DecidedBy">Who decided.</param>
public sealed record ApprovalDecided(Guid Id, WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, string Decision, UserId? DecidedBy) : IDomainEvent;

/// <param name="ExecutionId">Which waited for it.</param>
/// <param name="WorkflowId">Whose workflow.</param>
/// <param name="Step">The address of the step that asked.</param>
public sealed record ApprovalExpired(WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, string Step) : IDomainEvent;
