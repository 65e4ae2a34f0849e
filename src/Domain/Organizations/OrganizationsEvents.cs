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

/// <summary>Events or times would have started more executions of workflows than the organization may have. Told once a day.</summary>
/// <param name="Id">Of the organization.</param>
/// <param name="Quota">Which bound: <c>executions_per_day</c> or <c>unfinished</c>.</param>
/// <param name="Limit">How many there may be.</param>
/// <param name="Day">On which day (UTC).</param>
public sealed record OrganizationQuotaReached(OrganizationId Id, string Quota, long Limit, DateOnly Day) : IDomainEvent;
