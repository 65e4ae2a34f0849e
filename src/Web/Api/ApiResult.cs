using System.Text;
using Financbase.Application.Idempotency;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>Writes an answer that is rendered already, fresh or from the idempotency store.</summary>
internal sealed class ApiResult(StoredAnswer answer, bool replayed = false) : IResult
{
    public static ApiResult Failure(HttpContext http, Error error)
    {
        ComeBack.Tell(http, error);
        return new(ApiAnswer.Failure(error, http.TraceIdentifier, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
        }

        if (answer.ETag is { } etag)
        {
            response.Headers.ETag = etag;
            if (HttpMethods.IsGet(httpContext.Request.Method) && EntityTag.IsKnownTo(httpContext.Request.Headers.IfNoneMatch, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                return;
            }
        }

        if (replayed)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        await response.WriteAsync(answer.Body, Encoding.UTF8, httpContext.RequestAborted);
    }
}
