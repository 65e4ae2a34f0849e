using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>The tests of the shared rate limits start one of their own.</summary>
internal static class RedisServer
{
    public static readonly Requirement Requirement = new("Redis", ["redis-server"],
        "Redis was not found: install it (Debian: sudo apt-get install redis-server); the tests start a server of their own.",
        () => Executables.Find("redis-server") is not null);
}
