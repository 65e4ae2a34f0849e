using Financbase.Application.Access;
using Financbase.Application.Attachments;
using Financbase.Infrastructure.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure;

/// <summary>Reads at the start what would otherwise be read with the first mail or sign-up: a wrong setting stops it, with its sentence.</summary>
internal sealed class SettingsCheck(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<MailOptions>();
        services.GetRequiredService<ISignUpPolicy>();
        services.GetRequiredService<IFileStore>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
