using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.RateLimits;

public static class RateLimitSetup
{
    public const string Redis = "Redis";

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(RateLimitOptions.From(configuration)).AddSingleton<LocalRateLimits>();
        return configuration.GetConnectionString(Redis) is { Length: > 0 } redis
            ? services.AddSingleton<IRateLimits>(all => new SharedRateLimits(
                redis, all.GetRequiredService<RateLimitOptions>(), all.GetRequiredService<LocalRateLimits>(),
                all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<SharedRateLimits>>()))
            : services.AddSingleton<IRateLimits>(all => all.GetRequiredService<LocalRateLimits>());
    }
}
