using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public sealed record ApiKeyCreated(
    ApiKeyId Id, string Name, string PublicId, IReadOnlyList<string> Scopes, UserId CreatedBy, DateTimeOffset ExpiresAt) : IDomainEvent;

public sealed record ApiKeyRevoked(ApiKeyId Id, string Name, string PublicId, UserId RevokedBy) : IDomainEvent;
