using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows;

public sealed record WorkflowCreated(WorkflowId Id, string Name) : IDomainEvent;

public sealed record WorkflowPublished(WorkflowId Id, string Name, int Version, UserId? PublishedBy) : IDomainEvent;

public sealed record WorkflowPaused(WorkflowId Id, string Name) : IDomainEvent;

public sealed record WorkflowResumed(WorkflowId Id, string Name) : IDomainEvent;

public sealed record WorkflowArchived(WorkflowId Id, string Name) : IDomainEvent;

/// <summary>A draft that was never published is gone.</summary>
public sealed record WorkflowDeleted(WorkflowId Id, string Name) : IDomainEvent;

public sealed record WorkflowExecutionSucceeded(WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, int Version) : IDomainEvent;

public sealed record WorkflowExecutionFailed(
    WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, int Version, string? Step, string Code, string Message) : IDomainEvent;

/// <summary>It waits for a person. The reason is <c>outcome_unknown</c> or <c>poison</c>.</summary>
public sealed record WorkflowExecutionParked(
    WorkflowExecutionId ExecutionId, WorkflowId WorkflowId, int Version, string? Step, string Reason) : IDomainEvent;
