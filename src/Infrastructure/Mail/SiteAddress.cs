using Financbase.Application.Mail;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Mail;

/// <summary><c>Site:Address</c>; in Development, without it, where this process listens.</summary>
internal sealed class SiteAddress(IConfiguration configuration, IHostEnvironment environment, IServiceProvider services) : ISiteAddress
{
    public const string Setting = "Site:Address";

    private static readonly string[] AllOfThisMachine = ["0.0.0.0", "[::]", "+", "*"];

    public Uri Link(string path) => new(Root(), path);

    private Uri Root() => configuration[Setting] switch
    {
        null when environment.IsDevelopment() && Listening() is { } address => address,
        { } text when Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) => address,
        _ => throw new InvalidOperationException("Set Site__Address to the address at which people reach this installation, such as https://books.example."),
    };

    private Uri? Listening()
    {
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.FirstOrDefault() is not { } listening ? null
            : new Uri(AllOfThisMachine.Aggregate(listening, (address, any) =>
                address.Replace($"://{any}:", "://127.0.0.1:", StringComparison.Ordinal)));
    }
}
