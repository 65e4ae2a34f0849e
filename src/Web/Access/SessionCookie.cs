using System.Security.Claims;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Financbase.Web.Access;

/// <summary>The browser's cookie names a session and nothing else; its row decides on every request.</summary>
internal sealed class SessionCookie : CookieAuthenticationEvents
{
    public const string Name = "session";

    public static ClaimsPrincipal PrincipalOf(UserSession session) => new(new ClaimsIdentity(
        [new(FinancbaseClaims.User, session.UserId.ToString()), new(FinancbaseClaims.Session, session.Id.ToString())],
        Schemes.Session, FinancbaseClaims.User, roleType: null));

    public static AuthenticationProperties PropertiesOf(UserSession session) => new()
    {
        IsPersistent = session.IsRemembered,
        IssuedUtc = session.StartedAt,
        ExpiresUtc = session.ExpiresAt,
    };

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<LiveSessions>();
        if (!Guid.TryParse(context.Principal?.FindFirstValue(FinancbaseClaims.Session), out var id)
            || !await sessions.IsLiveAsync(new UserSessionId(id), isSeen: !IsUnattended(context.Request), context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Session);
        }
    }

    // A stream that is opened again, or a part of a page that is fetched by the clock. What a request accepts says nothing: htmx accepts
    // streams in each of them.
    private static bool IsUnattended(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && (request.Headers.ContainsKey("X-Unattended") || request.Query["handler"] == "Stream");

    /// <summary>Goes to the one sign-in page, outside every organization's address, and back afterwards.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var target = SignInAddress.WithReturnTo(isRead ? request.PathBase + request.Path + request.QueryString : null);
        if (request.Headers.ContainsKey("HX-Request"))
        {
            // A fragment's place is no place for the sign-in page.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = SignInAddress.WithReturnTo(null);
            return Task.CompletedTask;
        }

        context.Response.Redirect(target);
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
