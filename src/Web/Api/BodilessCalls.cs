using Microsoft.AspNetCore.Http.Features;

namespace Financbase.Web.Api;

/// <summary>
/// What a call has no use for is not silently dropped: where an endpoint reads no body, only none or <c>{}</c> is sent.
/// </summary>
internal static class BodilessCalls
{
    public static RouteGroupBuilder RefuseUnreadBodies(this RouteGroupBuilder api)
    {
        api.AddEndpointFilterFactory((endpoint, next) => endpoint.MethodInfo.GetParameters().Any(parameter => ReadsBody(parameter.ParameterType))
            ? next
            : async call =>
            {
                if (await HasBodyAsync(call.HttpContext))
                    await Body<Nothing>.ReadAsync(call.HttpContext);
                return await next(call);
            });
        return api;
    }

    // A type that binds itself reads what it wants, except for a page's parameters.
    private static bool ReadsBody(Type type) => type == typeof(HttpRequest) || type == typeof(Stream) || (type != typeof(PageParameters)
        && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IBindableFromHttpContext<>)));

    // A client may announce a body and then send none.
    private static async Task<bool> HasBodyAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
            return false;
        http.Request.EnableBuffering();
        var length = await http.Request.Body.ReadAsync(new byte[1], http.RequestAborted);
        http.Request.Body.Position = 0;
        return length > 0;
    }

    private sealed record Nothing;
}
