using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Organizations;

public sealed record OrganizationFounded(OrganizationId Id, string Slug, string Name, UserId FoundedBy) : IDomainEvent;

public sealed record OrganizationChanged(
    OrganizationId Id, string Slug, string Name, string TimeZone, int FiscalYearStartMonth, UserId ChangedBy) : IDomainEvent;

public sealed record OrganizationSuspended(OrganizationId Id, UserId By) : IDomainEvent;

public sealed record OrganizationResumed(OrganizationId Id, UserId By) : IDomainEvent;

/// <param name="Id">Of the organization.</param>
/// <param name="By">The owner who closed it.</param>
/// <param name="ReopenableUntil">From then on it cannot be opened again.</param>
public sealed record OrganizationClosed(OrganizationId Id, UserId By, DateTimeOffset ReopenableUntil) : IDomainEvent;

public sealed record OrganizationReopened(OrganizationId Id, UserId By) : IDomainEvent;
