using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Financbase.Web.Shell;

/// <summary>
/// The largest body that a page takes. One that says its length is refused before a byte of it is read; the server then
/// drains what still comes, so that the browser gets to see the answer. Any other is cut off at the byte that is too much.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute(long bytes) : Attribute, IAuthorizationFilter, IOrderedFilter, IRequestSizeLimitMetadata
{
    // Before the antiforgery filter, which reads the form.
    public int Order => 0;

    // None of the server's own, which hangs up on a browser that is still sending.
    public long? MaxRequestBodySize => null;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.Request.ContentLength > bytes)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
        else if (http.Request.ContentLength is null && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
    }
}
