using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Application.Notifications;

/// <summary>What this organization told the person (of a key: the person who made it), the newest first.</summary>
[RequirePermission(Permissions.Notifications.Read)]
public sealed record ListNotifications(PageRequest Page) : IQuery<Page<NotificationView>>;

internal sealed class ListNotificationsHandler(
    INotifications notifications, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
    : IHandler<ListNotifications, Page<NotificationView>>
{
    public async Task<Result<Page<NotificationView>>> Handle(ListNotifications request, CancellationToken cancellationToken) =>
        await notifications.ListAsync(principal.Current.UserId!.Value, tenant.OrganizationId, request.Page, cancellationToken);
}
