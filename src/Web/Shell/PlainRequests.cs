using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace Financbase.Web.Shell;

/// <summary>
/// Refuses what no page means: a method or handler that the page does not have, and text with the null character,
/// which the database cannot keep and no keyboard types.
/// </summary>
internal sealed class PlainRequests : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (context.HandlerMethod is null && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
        else if (request.Query.Any(HoldsNull) || FormOf(context.HttpContext)?.Any(HoldsNull) == true)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
        }
        else
        {
            await next();
        }
    }

    // What binding has read, if anything: the error page must not read again what could not be read.
    private static IFormCollection? FormOf(HttpContext http) => http.Features.Get<IFormFeature>()?.Form;

    private static bool HoldsNull(KeyValuePair<string, StringValues> pair) =>
        pair.Key.Contains('\0') || pair.Value.Any(text => text?.Contains('\0') == true);
}
