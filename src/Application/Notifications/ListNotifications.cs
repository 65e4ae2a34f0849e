using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Application.Notifications;

/// <summary>What this organization told the person (of a key: the person who made it), the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose title or text contains it.</param>
/// <param name="State">Only these.</param>
/// <param name="Kind">Only these.</param>
[RequirePermission(Permissions.Notifications.Read)]
public sealed record ListNotifications(
    PageRequest Page, string? Text = null, NotificationState? State = null, NotificationKind? Kind = null) : IQuery<Page<NotificationView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-createdAt");
}

internal sealed class ListNotificationsHandler(
    INotifications notifications, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
    : IHandler<ListNotifications, Page<NotificationView>>
{
    public async Task<Result<Page<NotificationView>>> Handle(ListNotifications request, CancellationToken cancellationToken) =>
        await notifications.ListAsync(principal.Current.UserId!.Value, tenant.OrganizationId, new(request.Text, request.State, request.Kind), request.Page, cancellationToken);
}
