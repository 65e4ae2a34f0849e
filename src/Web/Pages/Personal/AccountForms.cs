using System.Net;
using System.Security.Claims;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Access;
using Financbase.Web.Api;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Personal;

/// <summary>What the pages around an account share.</summary>
internal static class AccountForms
{
    /// <summary>Whatever the reason, the form stays: the next try is made here.</summary>
    public static PageResult Again(this PageModel page, Error error)
    {
        page.ModelState.AddError(error, "Input");
        page.Response.StatusCode = error.Kind == ErrorKind.RateLimited
            ? StatusCodes.Status429TooManyRequests
            : StatusCodes.Status422UnprocessableEntity;
        ComeBack.Tell(page.HttpContext, error);
        return page.Page();
    }

    public static UserSessionId? Session(this PageModel page) =>
        Guid.TryParse(page.User.FindFirstValue(FinancbaseClaims.Session), out var session) ? new UserSessionId(session) : null;

    public static IPAddress? Address(this PageModel page) => page.HttpContext.Connection.RemoteIpAddress;

    public static string Device(this PageModel page) => page.Request.Headers.UserAgent.ToString();
}
