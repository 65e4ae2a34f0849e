using System.Text.Json;
using Financbase.Application.Idempotency;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>The envelope for answers that no endpoint gave: unknown route, wrong method, refused by authentication.</summary>
internal static class ApiStatus
{
    public static IApplicationBuilder UseApiStatus(this IApplicationBuilder app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages(context =>
            Answer(context.HttpContext, context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext))
            .Use((HttpContext http, RequestDelegate next) =>
            {
                QueryWatch.Begin(http);
                return next(http);
            }));

    public static ApiResult Internal(HttpContext http) => Answer(http, StatusCodes.Status500InternalServerError);

    public static ApiResult Unavailable(HttpContext http) => Answer(http, StatusCodes.Status503ServiceUnavailable);

    private static ApiResult Answer(HttpContext http, int status)
    {
        var (code, message) = status switch
        {
            StatusCodes.Status400BadRequest => ("MALFORMED_REQUEST", "The request could not be read."),
            StatusCodes.Status401Unauthorized => ("UNAUTHENTICATED", "Send a valid API key as “Authorization: Bearer …”."),
            StatusCodes.Status403Forbidden => ("FORBIDDEN", "This is not allowed for you."),
            StatusCodes.Status404NotFound => ("NOT_FOUND", "There is nothing here."),
            StatusCodes.Status405MethodNotAllowed => ("METHOD_NOT_ALLOWED", "This address does not know that method."),
            StatusCodes.Status413PayloadTooLarge => ("PAYLOAD_TOO_LARGE", "The request is larger than allowed."),
            StatusCodes.Status415UnsupportedMediaType => ("UNSUPPORTED_MEDIA_TYPE", "This content type is not accepted here."),
            StatusCodes.Status429TooManyRequests => ("RATE_LIMITED", "Too many requests; wait before the next one."),
            StatusCodes.Status503ServiceUnavailable => ("UNAVAILABLE", "The service is busy or restarting; nothing was stored. Try again in a moment."),
            _ => ("INTERNAL_ERROR", "Something went wrong on our side; quote the request id when you ask about it."),
        };
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var failure = new ApiFailure(false, new ApiProblem(code, message, new(null, http.TraceIdentifier)), now);
        return new ApiResult(new StoredAnswer(status, null, JsonSerializer.Serialize(failure, WireJson.Options), null));
    }
}
