using Financbase.Web.Api.Description;
using Financbase.Web.Jobs;

namespace Financbase.Web.Security;

/// <summary>
/// The headers of every answer (OWASP Secure Headers). The content policy allows no inline script or style at all, so an
/// injected tag stays dead text.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment)
{
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Hangfire's own pages, which operators alone see, set styles on elements; scripts stay as strict.
    private static readonly string JobsPolicy = ContentPolicy.Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    // The API's readable description draws itself with scripts and styles that only its own answer allows.
    private static string DocsPolicy(string nonce) => ContentPolicy
        .Replace("script-src 'self'", $"script-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal)
        .Replace("style-src 'self'", $"style-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal);

    // At the start of the answer: an exception handler clears what was set before.
    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(Write, http);
        return next(http);
    }

    private Task Write(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = JobsDashboard.Draws(http) ? JobsPolicy
            : ApiDocs.NonceOf(http) is { } nonce ? DocsPolicy(nonce)
            : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (!environment.IsDevelopment())
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        // Whatever a signed-in person saw must not come out of a cache after signing out.
        if (http.User.Identity is { IsAuthenticated: true } && string.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
