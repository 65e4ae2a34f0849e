using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Financbase.Web.Access;

/// <summary>
/// Sessions travel encrypted or not at all: plain http is served only to this machine in Development, and elsewhere only
/// behind a proxy that is named in <c>Proxy:KnownNetworks</c> and ends TLS in front.
/// </summary>
internal sealed class TransportRule(IServer server, IHostEnvironment environment, IConfiguration configuration) : IHostedLifecycleService
{
    public static string? Fault(IEnumerable<string> addresses, bool isDevelopment, bool hasTrustedProxy) => addresses
        .Select(BindingAddress.Parse)
        .Where(address => address.Scheme == Uri.UriSchemeHttp && !hasTrustedProxy && !(isDevelopment && IsThisMachine(address.Host)))
        .Select(address => $"Serving plain http at {address} would send sessions in the clear: listen on https, or name the proxy that ends TLS in Proxy__KnownNetworks__0.")
        .FirstOrDefault();

    public Task StartedAsync(CancellationToken cancellationToken) =>
        Fault(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [], environment.IsDevelopment(), TrustedProxies.From(configuration).Count > 0)
            is { } fault
            ? Task.FromException(new InvalidOperationException(fault))
            : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsThisMachine(string host) =>
        host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
