using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Operators;

/// <summary>What operators see of organizations: that they are there and work, never what they hold.</summary>
public interface IOperatorReads
{
    /// <summary>The youngest first. The database answers operators only.</summary>
    Task<Page<OrganizationRow>> ListAsync(UserId reader, OrganizationState? state, string? text, PageRequest page, CancellationToken ct);

    Task<TenantInfo?> FindAsync(OrganizationId id, CancellationToken ct);
}
