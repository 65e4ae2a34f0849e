using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.AspNetCore.Diagnostics;

namespace Financbase.Web.Api;

/// <summary>Keeps the envelope when an endpoint under <c>/api</c> throws.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.Path.StartsWithSegments("/api"))
        {
            return false;
        }

        var error = exception switch
        {
            DomainException refused => refused.Error,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Error(
                "too_large", "The request is larger than allowed.", ErrorKind.TooLarge),
            BadHttpRequestException or InvalidDataException => new Error("malformed", "The request could not be read.", ErrorKind.Malformed),
            _ => null,
        };
        if (error is null)
        {
            Unexpected(exception, httpContext.TraceIdentifier);
        }

        var outage = Outage.Is(exception);
        if (outage)
        {
            httpContext.Response.Headers.RetryAfter = "5";
        }

        await (outage ? ApiStatus.Unavailable(httpContext)
            : error is null ? ApiStatus.Internal(httpContext) : ApiResult.Failure(httpContext, error)).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Request {RequestId} failed unexpectedly")]
    private partial void Unexpected(Exception exception, string requestId);
}
