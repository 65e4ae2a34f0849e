using System.Net;
using System.Net.Sockets;

namespace Financbase.Infrastructure.Egress;

/// <summary>Looks a host up; a seam for tests of names that change their answer.</summary>
internal delegate Task<IPAddress[]> HostLookup(string host, CancellationToken ct);

/// <summary>
/// Opens connections for the egress handler. The address is vetted here, at the moment of connecting, and the socket
/// goes to exactly what was vetted: a name that answers differently a second later gains nothing.
/// </summary>
internal sealed class EgressConnector(EgressPolicy policy, HostLookup lookup)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, ct);
        policy.Vet(context.InitialRequestMessage.RequestUri!, addresses);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        try
        {
            return IPAddress.TryParse(host, out var literal) ? [literal] : await lookup(host, ct);
        }
        catch (SocketException unknown)
        {
            throw EgressErrors.HostNotFound(host, unknown);
        }
    }
}
