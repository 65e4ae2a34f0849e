using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Egress;

public static class EgressRegistration
{
    public static IServiceCollection AddEgress(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = configuration.GetSection(EgressOptions.Section).Get<EgressOptions>() ?? new EgressOptions();
        var policy = new EgressPolicy(EgressPolicy.ParseNetworks(options.AllowedNetworks), environment.IsProduction());
        var connector = new EgressConnector(policy, Dns.GetHostAddressesAsync);

        return services.AddSingleton(provider => new EgressClient(
            EgressHandler.Create(connector), provider.GetRequiredService<TimeProvider>()));
    }
}
