using System.Net;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Egress;

/// <summary>Decides which address a call may connect to. One forbidden address among a host's answers refuses the host.</summary>
internal sealed class EgressPolicy(IReadOnlyList<IPNetwork> allowed, bool httpsOnly)
{
    /// <exception cref="EgressException">The host must not be called.</exception>
    public void Vet(Uri url, IReadOnlyCollection<IPAddress> addresses)
    {
        if (addresses.Count == 0)
        {
            throw EgressErrors.HostNotFound(url.Host);
        }

        foreach (var address in addresses.Where(address => !IsAllowed(address)))
        {
            if (SpecialNetworks.KindOf(address) is { } kind)
            {
                throw EgressErrors.AddressNotAllowed(url.Host, kind);
            }

            if (httpsOnly && url.Scheme != Uri.UriSchemeHttps)
            {
                throw EgressErrors.HttpsOnly();
            }
        }
    }

    /// <summary>The networks as configured; a typing mistake stops the start with a sentence that names it.</summary>
    public static IReadOnlyList<IPNetwork> ParseNetworks(IEnumerable<string> cidrs) => [.. cidrs.Select(cidr =>
        IPNetwork.TryParse(cidr, out var network)
            ? network
            : throw new DomainException(Error.Rule(
                "egress.network_invalid",
                $"“{cidr}” in {EgressOptions.Section}:{nameof(EgressOptions.AllowedNetworks)} is not a network such as 10.1.0.0/16.")))];

    private bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(network => network.Contains(plain));
    }
}
