namespace Financbase.Web.Security;

/// <summary>
/// Refuses changing requests that a browser says come from another site (Fetch Metadata), beside the antiforgery token.
/// Programs send no such header; the API takes no cookie, so it needs no such guard.
/// </summary>
internal sealed class CrossSiteRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            || request.Path.StartsWithSegments("/api"))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
