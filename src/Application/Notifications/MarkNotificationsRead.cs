using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Notifications;

/// <summary>Marks one notification of this organization as read or, without an id, all of them.</summary>
[RequirePermission(Permissions.Notifications.Read)]
[NotAudited("Only notes what its reader has seen.")]
public sealed record MarkNotificationsRead(Guid? Id) : ICommand<MarkedNotifications>;

/// <param name="Marked">How many there were.</param>
public sealed record MarkedNotifications(long Marked);

internal sealed class MarkNotificationsReadHandler(
    INotifications notifications, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
    : IHandler<MarkNotificationsRead, MarkedNotifications>
{
    public async Task<Result<MarkedNotifications>> Handle(MarkNotificationsRead request, CancellationToken cancellationToken)
    {
        var found = await notifications.MarkReadAsync(
            principal.Current.UserId!.Value, tenant.OrganizationId, request.Id, cancellationToken);
        return found == 0 && request.Id is not null ? Error.NotFound("notification") : new MarkedNotifications(found);
    }
}
