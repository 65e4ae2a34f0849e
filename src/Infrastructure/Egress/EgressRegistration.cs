using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Egress;

public static class EgressRegistration
{
    public static IServiceCollection AddEgress(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var options = provider.GetRequiredService<IConfiguration>().GetSection(EgressOptions.Section).Get<EgressOptions>() ?? new();
        var policy = new EgressPolicy(
            EgressPolicy.ParseNetworks(options.AllowedNetworks), provider.GetRequiredService<IHostEnvironment>().IsProduction());
        var connector = new EgressConnector(policy, Dns.GetHostAddressesAsync);
        return new EgressClient(EgressHandler.Create(connector), provider.GetRequiredService<TimeProvider>());
    });
}
