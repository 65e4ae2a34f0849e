using Financbase.Application.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Mail;

internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton(provider => MailSettings.Read(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton<ISiteAddress, SiteAddress>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailSeal>();
        services.AddSingleton<ICapturedMails, KeptMails>();
        services.AddScoped<IMailOutbox, MailOutbox>();
        return services;
    }

    public static IServiceCollection AddMailSender(this IServiceCollection services)
    {
        services.AddSingleton<OutgoingMails>();
        services.AddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<MailOptions>().Smtp is { } smtp ? new SmtpTransport(smtp) : new CapturingTransport());
        services.AddHostedService<MailSender>();
        return services;
    }
}
