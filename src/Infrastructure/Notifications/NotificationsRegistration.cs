using Financbase.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Notifications;

internal static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<NotificationWriter>()
        .AddScoped<INotifications, NotificationReads>();
}
