using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public sealed record ApiKeyCreated(
    ApiKeyId Id, string Name, string PublicId, IReadOnlyList<string> Scopes, UserId CreatedBy, DateTimeOffset ExpiresAt) : IDomainEvent;

public sealed record ApiKeyRevoked(ApiKeyId Id, string Name, string PublicId, UserId RevokedBy) : IDomainEvent;

/// <param name="Id">The old key.</param>
/// <param name="Name">Of both.</param>
/// <param name="PublicId">Of the old key.</param>
/// <param name="SuccessorId">The new key.</param>
/// <param name="SuccessorPublicId">Of the new key.</param>
/// <param name="RotatedBy">Who did it, and for whom the new key acts.</param>
/// <param name="WorksUntil">When the old key ends.</param>
public sealed record ApiKeyRotated(
    ApiKeyId Id, string Name, string PublicId, ApiKeyId SuccessorId, string SuccessorPublicId, UserId RotatedBy,
    DateTimeOffset WorksUntil) : IDomainEvent;

/// <param name="UserId">Who joined.</param>
/// <param name="Role">The role's key.</param>
public sealed record MemberAdded(UserId UserId, string Role) : IDomainEvent;

public sealed record MemberRoleChanged(UserId UserId, string From, string To, UserId ChangedBy) : IDomainEvent;

public sealed record MemberRemoved(UserId UserId, string Role, UserId RemovedBy) : IDomainEvent;

public sealed record InvitationSent(InvitationId Id, string Role, UserId InvitedBy) : IDomainEvent;

public sealed record InvitationRevoked(InvitationId Id, string Role, UserId RevokedBy) : IDomainEvent;

public sealed record InvitationAccepted(InvitationId Id, string Role, UserId UserId) : IDomainEvent;

public sealed record RoleCreated(RoleId Id, string Key, string Name, IReadOnlyList<string> Permissions) : IDomainEvent;

public sealed record RoleChanged(RoleId Id, string Key, string Name, IReadOnlyList<string> Permissions) : IDomainEvent;

public sealed record RoleDeleted(RoleId Id, string Key, string Name) : IDomainEvent;
