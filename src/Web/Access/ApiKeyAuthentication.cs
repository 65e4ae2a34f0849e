using System.Security.Claims;
using System.Text.Encodings.Web;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Financbase.Web.Access;

/// <summary>
/// <c>Authorization: Bearer fb_…</c>. A key with a wrong checksum costs no query; every refusal sounds the same to the
/// caller, and the reason stays in the security journal.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyDirectory directory,
    ApiKeyUses uses,
    IApiKeyHasher hasher,
    ApiKeyRefusals refusals,
    TimeProvider clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Bearer = "Bearer ";
    private static readonly AuthenticateResult NotValid = AuthenticateResult.Fail("The API key is not valid.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (!ApiKeyToken.TryParse(header[Bearer.Length..].Trim(), out var token))
            return NotValid;
        if (await directory.FindAsync(token.PublicId, Context.RequestAborted) is not { } key)
            return NotValid;

        var address = Context.Connection.RemoteIpAddress;
        if (key.Refuse(hasher.Hash(token), address, clock.GetUtcNow()) is { } refusal)
        {
            await refusals.RecordAsync(key, token, refusal, address, Context.RequestAborted);
            return NotValid;
        }

        uses.Note(key);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ApiKeyIdentity(key, token.PublicId)), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }
}
