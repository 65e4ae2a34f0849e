using System.Net;
using System.Net.Sockets;
using Financbase.Build.Web;

namespace Financbase.Build.Tests;

public sealed class WebServerTests
{
    [Test]
    public void A_port_in_use_is_named_with_another_to_try()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Should.Throw<Failure>(() => WebServer.EnsureFree(new Uri($"http://127.0.0.1:{port}")))
            .Message.ShouldBe($"Port {port} is used by another program: end it, or choose another port with --url http://127.0.0.1:{port + 1}.");
    }

    [Test]
    public void An_address_of_another_machine_is_refused() =>
        Should.Throw<Failure>(() => WebServer.EnsureFree(new Uri("http://192.0.2.1:5080"))).Message.ShouldStartWith("192.0.2.1 is not an address of this machine");
}
