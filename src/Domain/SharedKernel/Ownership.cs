using Financbase.Domain.Organizations;

namespace Financbase.Domain.SharedKernel;

/// <summary>A row of one organization: filtered, enforced on save and walled off by row-level security.</summary>
public interface IOrganizationOwned
{
    OrganizationId OrganizationId { get; }
}

/// <summary>A row that belongs to no single organization (a user, a session, the organization itself).</summary>
public interface IShared;
