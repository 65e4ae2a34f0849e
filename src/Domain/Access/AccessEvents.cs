using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public sealed record ApiKeyCreated(
    ApiKeyId Id, string Name, string PublicId, IReadOnlyList<string> Scopes, UserId CreatedBy, DateTimeOffset ExpiresAt) : IDomainEvent;

public sealed record ApiKeyRevoked(ApiKeyId Id, string Name, string PublicId, UserId RevokedBy) : IDomainEvent;

/// <param name="UserId">Who joined.</param>
/// <param name="Role">The role's key.</param>
public sealed record MemberAdded(UserId UserId, string Role) : IDomainEvent;

public sealed record MemberRoleChanged(UserId UserId, string From, string To, UserId ChangedBy) : IDomainEvent;

public sealed record MemberRemoved(UserId UserId, string Role, UserId RemovedBy) : IDomainEvent;

public sealed record RoleCreated(RoleId Id, string Key, string Name, IReadOnlyList<string> Permissions) : IDomainEvent;

public sealed record RoleChanged(RoleId Id, string Key, string Name, IReadOnlyList<string> Permissions) : IDomainEvent;

public sealed record RoleDeleted(RoleId Id, string Key, string Name) : IDomainEvent;
