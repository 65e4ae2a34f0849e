using System.Collections.Frozen;
using System.Net.Http.Headers;

namespace Financbase.Infrastructure.Egress;

internal static class EgressRequest
{
    // Each of these frames the message or names the peer; set by hand it smuggles a second request or another host.
    private static readonly FrozenSet<string> Framing = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "Proxy-Authorization",
        "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade");

    private static readonly ProductInfoHeaderValue Product = new("Financbase", "1.0");

    /// <exception cref="EgressException">The URL or a header is not acceptable.</exception>
    public static HttpRequestMessage From(EgressCall call)
    {
        var url = call.Url;
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.UserInfo.Length > 0)
        {
            throw EgressErrors.UrlInvalid();
        }

        var request = new HttpRequestMessage(call.Method, url);
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
        }

        foreach (var (name, value) in call.Headers)
        {
            Set(request, name, value);
        }

        if (request.Headers.UserAgent.Count == 0)
        {
            request.Headers.UserAgent.Add(Product);
        }

        return request;
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        if (Framing.Contains(name) || value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw EgressErrors.HeaderNotAllowed(name);
        }

        if (!request.Headers.TryAddWithoutValidation(name, value)
            && !(request.Content?.Headers.TryAddWithoutValidation(name, value) ?? IsContentHeader(name)))
        {
            throw EgressErrors.HeaderNotAllowed(name);
        }
    }

    // A content header without a body says nothing and is left out.
    private static bool IsContentHeader(string name) =>
        name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
}
