using System.Net;
using System.Net.Sockets;

namespace Financbase.Infrastructure.Egress;

/// <summary>
/// Addresses that are not a public host's. Sources: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890
/// and its updates), and the clouds' metadata addresses.
/// </summary>
internal static class SpecialNetworks
{
    private static readonly (IPNetwork Network, string Kind)[] Four = Table(
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignment"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112 service"),
        ("192.52.193.0/24", "multicast tunnel"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112 service"),
        ("198.18.0.0/15", "benchmark"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"));

    // Only 2000::/3 is global unicast; the rest (loopback, NAT64, unique local, link-local, multicast …) falls outside.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly (IPNetwork Network, string Kind)[] Six = Table(
        ("2001::/23", "protocol assignment"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112 service"),
        ("3fff::/20", "documentation"));

    /// <summary>What makes the address special, or null when it is a public one.</summary>
    public static string? KindOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Find(Four, address);
        }

        return GlobalUnicast.Contains(address) ? Find(Six, address) : "special IPv6";
    }

    private static string? Find((IPNetwork Network, string Kind)[] table, IPAddress address)
    {
        foreach (var (network, kind) in table)
        {
            if (network.Contains(address))
            {
                return kind;
            }
        }

        return null;
    }

    private static (IPNetwork, string)[] Table(params (string Cidr, string Kind)[] rows) =>
        [.. rows.Select(row => (IPNetwork.Parse(row.Cidr), row.Kind))];
}
