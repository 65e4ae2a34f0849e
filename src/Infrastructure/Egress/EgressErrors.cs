using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Egress;

/// <summary>
/// Why a call brought no answer. No message holds an address: what our resolver knows of private networks is not the
/// caller's business.
/// </summary>
internal static class EgressErrors
{
    public static EgressException AddressNotAllowed(string host, string kind) => Refused(
        "egress.address_not_allowed",
        $"“{host}” leads to a {kind} address, which outgoing calls may not reach unless an operator allows its network.");

    public static EgressException HttpsOnly() =>
        Refused("egress.https_only", "Outgoing calls must use https.");

    public static EgressException UrlInvalid() =>
        Refused("egress.url_invalid", "The URL must be absolute, begin with https:// or http://, and hold no user name.");

    public static EgressException HeaderNotAllowed(string name) =>
        Refused("egress.header_not_allowed", $"The header “{name}” cannot be set on an outgoing call.");

    public static EgressException HostNotFound(string host, Exception? cause = null) =>
        Lost("egress.host_not_found", $"The host “{host}” was not found.", cause);

    public static EgressException ConnectTimeout(string host, Exception cause) =>
        Lost("egress.connect_timeout", $"“{host}” did not accept a connection in time.", cause);

    public static EgressException Timeout(TimeSpan deadline, Exception cause) => Lost(
        "egress.timeout", FormattableString.Invariant($"No complete answer came within {deadline.TotalSeconds:0.###} s."), cause, mayHaveArrived: true);

    public static EgressException Unreachable(string host, Exception cause) =>
        Lost("egress.unreachable", $"“{host}” could not be reached, or broke the connection off.", cause, mayHaveArrived: !IsBeforeSending(cause));

    private static EgressException Refused(string code, string message) => new(Error.Rule(code, message), mayRetry: false);

    private static EgressException Lost(string code, string message, Exception? cause, bool mayHaveArrived = false) =>
        new(Error.Rule(code, message), mayRetry: true, cause) { MayHaveArrived = mayHaveArrived };

    private static bool IsBeforeSending(Exception cause) => cause is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}
