using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Secrets;

/// <summary>A secret got its first or another value; the value is told to nobody.</summary>
public sealed record SecretSaved(OrganizationSecretId Id, string Name, int Revision) : IDomainEvent;

public sealed record SecretDeleted(OrganizationSecretId Id, string Name) : IDomainEvent;
