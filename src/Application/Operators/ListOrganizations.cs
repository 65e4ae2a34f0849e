using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows.Quotas;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Operators;

/// <summary>Every organization of the platform, the youngest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="Text">Only those whose name or short name contains it.</param>
[OperatorOnly]
public sealed record ListOrganizations(PageRequest Page, OrganizationState? State = null, string? Text = null) : IQuery<Page<OrganizationRow>>;

/// <param name="Id">Its id.</param>
/// <param name="Slug">Its short name.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it works.</param>
/// <param name="StateChangedAt">Since when it does not.</param>
/// <param name="CreatedAt">When it was founded.</param>
/// <param name="Members">How many.</param>
/// <param name="LastActivityAt">When something was changed in it last.</param>
/// <param name="ExecutionsPerDay">Executions that began today (UTC), and as many as may.</param>
/// <param name="Unfinished">Executions that are under way, all of them counted, and as many as may be.</param>
public sealed record OrganizationRow(
    Guid Id, string Slug, string Name, OrganizationState State, DateTimeOffset? StateChangedAt, DateTimeOffset CreatedAt, int Members,
    DateTimeOffset? LastActivityAt, QuotaInUse ExecutionsPerDay, QuotaInUse Unfinished);

internal sealed class ListOrganizationsHandler(IOperatorReads reads, ICurrentPrincipal principal) : IHandler<ListOrganizations, Page<OrganizationRow>>
{
    public async Task<Result<Page<OrganizationRow>>> Handle(ListOrganizations request, CancellationToken cancellationToken) =>
        await reads.ListAsync(principal.Current.UserId!.Value, request.State, request.Text, request.Page, cancellationToken);
}
