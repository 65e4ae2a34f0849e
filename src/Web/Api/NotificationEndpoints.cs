using Financbase.Application.Notifications;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/notifications</c>: of the person who made the key, in the key's organization.</summary>
internal static class NotificationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications");
        notifications.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(
            new ListNotifications(
                page.Value, QueryWord.Text(http), QueryWord.Read<NotificationState>(http, "state"), QueryWord.Read<NotificationKind>(http, "kind")), ct)).Sends<ListNotifications>()
            .Takes(
                QueryWords.Word<NotificationState>("state", "Only those in this state."), QueryWords.Word<NotificationKind>("kind", "Only those of this kind."), QueryWords.Search);
        notifications.MapPost("/read", (ApiSender sender, CancellationToken ct) =>
            sender.Ok(new MarkNotificationsRead(Id: null), ct)).Sends<MarkNotificationsRead>()
            .WithName("markAllNotificationsRead").WithSummary("Mark all notifications read");
        notifications.MapPost("/{id:guid}/read", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new MarkNotificationsRead(id), ct)).Sends<MarkNotificationsRead>()
            .WithName("markNotificationRead").WithSummary("Mark notification read");
    }
}
