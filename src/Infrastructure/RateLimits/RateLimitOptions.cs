using Microsoft.Extensions.Configuration;

namespace Financbase.Infrastructure.RateLimits;

/// <summary>The limits in force (<c>RateLimits:…</c>).</summary>
public sealed class RateLimitOptions
{
    private readonly RateLimit[] _limits;

    private RateLimitOptions(RateLimit[] limits) => _limits = limits;

    public RateLimit this[Partition partition] => _limits[(int)partition];

    /// <exception cref="InvalidOperationException">A setting is no number that makes sense.</exception>
    public static RateLimitOptions From(IConfiguration configuration) => new(
    [
        Read(configuration, "Anonymous", 300),
        Read(configuration, "User", 1_200),
        Read(configuration, "ApiKey", 1_200),
        Read(configuration, "Organization", 6_000),
        Read(configuration, "Hook", 6_000),
    ]);

    private static RateLimit Read(IConfiguration configuration, string name, int units)
    {
        var section = configuration.GetSection($"RateLimits:{name}");
        return new RateLimit(
            Number(section, "Requests", units, 0, 100_000_000), TimeSpan.FromSeconds(Number(section, "Seconds", 60, 1, 86_400)));
    }

    private static int Number(IConfigurationSection section, string name, int otherwise, int least, int most) =>
        section[name] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, out var number) && number >= least && number <= most ? number
        : throw new InvalidOperationException($"{section.Path.Replace(":", "__", StringComparison.Ordinal)}__{name} is a whole number from {least} to {most}.");
}
