using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Notifications;

/// <summary>What every organization told the person, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose title or text, or whose organization's name, contains it.</param>
/// <param name="State">Only these.</param>
/// <param name="Kind">Only these.</param>
[AnyUser]
public sealed record ListMyNotifications(
    PageRequest Page, string? Text = null, NotificationState? State = null, NotificationKind? Kind = null) : IQuery<Page<NotificationView>>;

internal sealed class ListMyNotificationsHandler(INotifications notifications, ICurrentPrincipal principal)
    : IHandler<ListMyNotifications, Page<NotificationView>>
{
    public async Task<Result<Page<NotificationView>>> Handle(ListMyNotifications request, CancellationToken cancellationToken) =>
        await notifications.ListAsync(principal.Current.UserId!.Value, organization: null, new(request.Text, request.State, request.Kind), request.Page, cancellationToken);
}
