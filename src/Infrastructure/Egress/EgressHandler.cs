namespace Financbase.Infrastructure.Egress;

internal static class EgressHandler
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The only handler through which the product calls an address that a user chose. A proxy would connect for us
    /// unvetted, a followed redirect would leave the vetted host, a cookie would leak between organizations, and
    /// decompression turns kilobytes into gigabytes: all are off.
    /// </summary>
    public static SocketsHttpHandler Create(EgressConnector connector) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ConnectCallback = connector.ConnectAsync,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
        Credentials = null,
        PreAuthenticate = false,
    };
}
