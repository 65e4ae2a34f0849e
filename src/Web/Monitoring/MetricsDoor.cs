using System.Security.Cryptography;
using System.Text;
using Financbase.Application.Access;
using Microsoft.AspNetCore.Authentication;

namespace Financbase.Web.Monitoring;

/// <summary>
/// Lets in whoever sends <c>Authorization: Bearer</c> with the token of <c>Metrics:Token</c>, and operators who are signed in.
/// Without that setting there is no token, and nobody else gets in.
/// </summary>
internal sealed class MetricsDoor(RequestDelegate next, IConfiguration configuration)
{
    private const string Bearer = "Bearer ";

    private readonly byte[]? _token = configuration["Metrics:Token"] is { Length: > 0 } token ? Digest(token) : null;

    public async Task InvokeAsync(HttpContext http, ICurrentPrincipal principal)
    {
        if (HoldsToken(http.Request.Headers.Authorization.ToString()) || principal.Current.IsOperator)
            await next(http);
        else if (http.Request.Headers.Authorization.Count > 0)
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (principal.Current.IsAuthenticated)
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        else
            await http.ChallengeAsync();
    }

    private bool HoldsToken(string header) => _token is not null
        && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(_token, Digest(header[Bearer.Length..].Trim()));

    // Digests have one length, so comparing them tells nothing about the token's.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
