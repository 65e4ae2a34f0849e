using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Shell;

/// <summary>What a page answers when a use case refused.</summary>
public static class Refusals
{
    private static readonly string DutiesApart = AccessErrors.DutiesApart(Duty.Approve, Duty.Submit).Code;

    /// <summary>The page cannot be drawn: the error page of this status stands in its place.</summary>
    public static IActionResult Refused(this PageModel page, Error error)
    {
        page.HttpContext.Refuse(error);
        return page.StatusCode(ApiCodes.Status(error));
    }

    /// <summary>The same for what is no page, such as a download.</summary>
    internal static void Refuse(this HttpContext http, Error error)
    {
        http.Items[typeof(Error)] = error;
        http.Response.StatusCode = ApiCodes.Status(error);
        ComeBack.Tell(http, error);
    }

    /// <summary>
    /// Whether the error page stands in a page's place: a right or the thing itself is missing. What somebody else could do to the same thing is told beside it instead.
    /// </summary>
    public static bool TakesThePage(this Error error) =>
        error.Kind is ErrorKind.NotFound or ErrorKind.Forbidden && error.Code is not AccessErrors.OverLimitCode && error.Code != DutiesApart;

    /// <summary>
    /// 422 with the form as it was typed and each message at its field; what belongs to no field stands above the form
    /// (<c>&lt;form-errors /&gt;</c>). Missing rights, a missing thing and rate limits refuse the page instead.
    /// </summary>
    public static IActionResult Invalid(this PageModel page, Error error, string prefix = "Input")
    {
        if (error.TakesThePage() || error.Kind is ErrorKind.Unauthenticated or ErrorKind.RateLimited)
        {
            return page.Refused(error);
        }

        page.ModelState.AddError(error, prefix);
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }
}
