using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Financbase.Web.Access;

/// <summary>The proxies whose word about the caller's address and scheme counts (<c>Proxy:KnownNetworks</c>); nobody's by default.</summary>
internal static class TrustedProxies
{
    public static IReadOnlyList<IPNetwork> From(IConfiguration configuration) =>
    [
        .. (configuration.GetSection("Proxy:KnownNetworks").Get<string[]>() ?? []).Select(text => IPNetwork.TryParse(text, out var network)
            ? network
            : throw new InvalidOperationException($"Proxy__KnownNetworks holds “{text}”, which is not a network such as 10.0.0.0/8.")),
    ];

    public static void Trust(ForwardedHeadersOptions options, IReadOnlyList<IPNetwork> networks)
    {
        options.ForwardedHeaders = networks.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
    }
}
